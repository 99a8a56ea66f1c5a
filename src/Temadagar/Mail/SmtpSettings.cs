using System.Net.Security;

namespace Temadagar.Mail;

public enum SmtpSecurity
{
    /// <summary>In the clear; for a server on the same machine.</summary>
    None,

    /// <summary>STARTTLS, and nothing is sent if the server does not offer it (RFC 3207).</summary>
    StartTls,

    /// <summary>TLS from the first byte, usually port 465 (RFC 8314).</summary>
    Tls,
}

/// <summary>Where mail is handed over.</summary>
/// <param name="User">Null: no authentication.</param>
public sealed record SmtpSettings(string Host, int Port, SmtpSecurity Security, string? User, string? Password)
{
    /// <summary>For connecting, TLS and authentication together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// For one message. Long, since giving up after the last line and before the reply is how mail comes twice (RFC 5321,
    /// 4.5.3.2.6 asks for ten minutes); short enough for a worker whose lease must be longer.
    /// </summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long an unused connection is kept.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Judges the server's certificate. Null: the system's authorities, with revocation.</summary>
    public RemoteCertificateValidationCallback? CertificateCheck { get; init; }

    /// <summary>Without the password: settings come into logs.</summary>
    public override string ToString() => $"{Host}:{Port} ({Security}{(User is null ? "" : ", with authentication")})";
}
