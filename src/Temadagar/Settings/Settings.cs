using System.Data.Common;
using System.Net;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using MimeKit;
using Temadagar.Keys;
using Temadagar.Mail;
using Temadagar.Notices;
using Temadagar.Signing;

namespace Temadagar.Settings;

public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
}

/// <summary>What links a person at the provider to an account, the first time.</summary>
public enum OidcEmail
{
    /// <summary>The claim <c>email</c>, where <c>email_verified</c> is true.</summary>
    VerifiedEmail,

    /// <summary>The claim <c>preferred_username</c>: in Microsoft Entra ID, whose <c>email</c> anyone may have written.</summary>
    UserName,
}

public enum MailTransport
{
    File,
    Smtp,
}

/// <summary>All that can be set, read and checked once at start. README lists the keys.</summary>
/// <param name="ErasureLedger">The file of who was erased upon request. A backup of the database must not be restored over it.</param>
/// <param name="KeyCertificates">What the keys are encrypted with; unset, with SQLite only: nothing. The caller's to dispose of, too.</param>
/// <param name="Signing">What certificates of attendance are signed with; unset: they are not. It is the caller's to dispose of.</param>
public sealed record Settings(
    string DataDirectory,
    string ErasureLedger,
    DatabaseSettings Database,
    MailSettings Mail,
    SiteSettings Site,
    SignInSettings SignIn,
    SigningCertificate? Signing,
    KeyCertificates? KeyCertificates,
    LimitSettings Limits,
    NoticeSettings Notices,
    BackupSettings Backup)
{
    private const string PassphraseKey = "Backup:Passphrase";

    // Whoever has the file can try as many as they like.
    private const int ShortestPassphrase = 20;

    /// <summary>Where the link key is where no setting has it.</summary>
    public string LinkKeyFile => Path.Combine(DataDirectory, "link.key");

    /// <summary>Where the keys are in files: with SQLite.</summary>
    public string KeyDirectory => Path.Combine(DataDirectory, "keys");

    /// <exception cref="SettingException">A value does not fit, or there is no such key.</exception>
    public static Settings Read(IConfiguration configuration, string contentRoot)
    {
        var reader = new SettingsReader(configuration);
        var dataDirectory = Path.GetFullPath(reader.Text("Temadagar:DataDirectory") ?? "data", contentRoot);
        var settings = new Settings(
            dataDirectory,
            Path.GetFullPath(reader.Text("Temadagar:ErasureLedger") ?? Path.Combine(dataDirectory, "erasures.txt"), contentRoot),
            ReadDatabase(reader, contentRoot, dataDirectory),
            ReadMail(reader, contentRoot, dataDirectory),
            ReadSite(reader),
            new SignInSettings(ReadOidc(reader)),
            ReadCertificate(reader, "Certificates:Signing", contentRoot, SigningCertificate.Open),
            ReadCertificate(reader, "Keys:Certificate", contentRoot, KeyCertificates.Open),
            new LimitSettings(
                reader.Number("Limits:RegistrationsPerMinute", 60, 0, 1_000_000), reader.Number("Limits:SignInsPerMinute", 30, 1, 1_000_000), reader.Number("Limits:VerificationsPerMinute", 60, 0, 1_000_000)),
            reader.ReadNotices(),
            ReadBackup(reader, contentRoot, dataDirectory));
        if (settings.Database.Provider == DatabaseProvider.SqlServer)
        {
            _ = settings.Site.LinkKey ?? throw new SettingException("Site:LinkKey", "is needed with SQL Server, the same for every instance. Make one: openssl rand -base64 32");
            _ = settings.KeyCertificates ?? throw new SettingException("Keys:Certificate:File", "is needed with SQL Server: the keys lie in the database, encrypted with it.");
            if (settings.Backup.Passphrase is not null)
            {
                throw new SettingException(PassphraseKey, "is for SQLite. SQL Server has its own backups; keep what Keys:Certificate:File names with them.");
            }
        }

        reader.RefuseUnknown("Temadagar", "Database", "ConnectionStrings", "Mail", "Site", "SignIn", "Certificates", "Keys", "Limits", "Notices", "Backup");
        return settings;
    }

    private static DatabaseSettings ReadDatabase(SettingsReader reader, string contentRoot, string dataDirectory)
    {
        const string key = "ConnectionStrings:Temadagar";
        var provider = reader.Choice("Database:Provider", DatabaseProvider.Sqlite);
        return reader.Text(key) is { } connectionString ? DatabaseSettings.Of(provider, key, connectionString, contentRoot)
            : provider == DatabaseProvider.Sqlite ? new DatabaseSettings(provider, Path.Combine(dataDirectory, "temadagar.db"))
            : throw new SettingException(key, "SQL Server needs a connection string.");
    }

    private static MailSettings ReadMail(SettingsReader reader, string contentRoot, string dataDirectory)
    {
        var transport = reader.Choice("Mail:Transport", MailTransport.File);
        var directory = Path.GetFullPath(reader.Text("Mail:Directory") ?? Path.Combine(dataDirectory, "mail"), contentRoot);
        var host = reader.Text("Mail:Smtp:Host");
        var security = reader.Choice("Mail:Smtp:Security", SmtpSecurity.StartTls);
        var port = reader.Number("Mail:Smtp:Port", security == SmtpSecurity.Tls ? 465 : 587, 1, 65535);
        var user = reader.Text("Mail:Smtp:User");
        var password = reader.Secret("Mail:Smtp:Password");
        var from = reader.Text("Mail:From");
        if (transport == MailTransport.File)
        {
            return new MailSettings(transport, directory, ReadFrom(from ?? "Temadagar <temadagar@example.org>"), null);
        }

        if ((user is null) != (password is null))
        {
            throw new SettingException(user is null ? "Mail:Smtp:User" : "Mail:Smtp:Password", "user and password go together; one is missing.");
        }

        if (user is not null && security == SmtpSecurity.None)
        {
            throw new SettingException("Mail:Smtp:Security", "a password is not sent without encryption; choose StartTls or Tls.");
        }

        return new MailSettings(
            transport,
            directory,
            ReadFrom(from ?? throw new SettingException("Mail:From", "is needed where mail goes by SMTP.")),
            new SmtpSettings(host ?? throw new SettingException("Mail:Smtp:Host", "is needed where mail goes by SMTP."), port, security, user, password));
    }

    private static MailboxAddress ReadFrom(string from) =>
        MailboxAddress.TryParse(from, out var mailbox) && mailbox.Address.Contains('@', StringComparison.Ordinal)
            ? mailbox
            : throw new SettingException("Mail:From", $"'{from}' is not a mail address.");

    // Links in a PDF take no other letters (ISO 32000-1, 12.6.4.7), and each of a host's has a form in these (RFC 3490).
    private static Uri InAscii(Uri address) => address.HostNameType == UriHostNameType.Dns ? new UriBuilder(address) { Host = address.IdnHost }.Uri : address;

    private static SiteSettings ReadSite(SettingsReader reader)
    {
        const string addressKey = "Site:PublicAddress";
        Uri? address = null;
        if (reader.Text(addressKey) is { } text)
        {
            address = Uri.TryCreate(text, UriKind.Absolute, out var uri)
                && uri is { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "", AbsolutePath: "/" }
                ? InAscii(uri)
                : throw new SettingException(addressKey, $"'{text}' is not an address such as https://temadagar.example.org.");
        }

        const string proxiesKey = "Site:TrustedProxies";
        var proxies = reader.List(proxiesKey).Select(entry =>
            IPNetwork.TryParse(entry, out var network) ? network
            : IPAddress.TryParse(entry, out var single) ? new IPNetwork(single, single.GetAddressBytes().Length * 8)
            : throw new SettingException(proxiesKey, $"'{entry}' is not an IP address or network (10.0.0.0/8).")).ToList();

        const string linkKeyKey = "Site:LinkKey";
        byte[]? linkKey = null;
        if (reader.Text(linkKeyKey) is { } encoded)
        {
            var buffer = new byte[64];
            linkKey = Convert.TryFromBase64String(encoded, buffer, out var length) && length >= 32
                ? buffer[..length]
                : throw new SettingException(linkKeyKey, "is not 32 to 64 random bytes in Base64.");
        }

        return new SiteSettings(address, proxies, linkKey);
    }

    private static BackupSettings ReadBackup(SettingsReader reader, string contentRoot, string dataDirectory)
    {
        var passphrase = reader.Secret(PassphraseKey);
        return passphrase?.Length < ShortestPassphrase
            ? throw new SettingException(PassphraseKey, $"is shorter than {ShortestPassphrase} characters. Make one: openssl rand -base64 24")
            : new BackupSettings(
                Path.GetFullPath(reader.Text("Backup:Directory") ?? Path.Combine(dataDirectory, "backups"), contentRoot), passphrase,
                reader.Time("Backup:At") ?? new TimeOnly(1, 30), reader.Number("Backup:Keep", 14, 1, 10_000));
    }

    private static OidcSettings? ReadOidc(SettingsReader reader)
    {
        const string prefix = "SignIn:Oidc:";
        string?[] said = [reader.Text(prefix + "Authority"), reader.Text(prefix + "ClientId"), reader.Secret(prefix + "ClientSecret"), reader.Text(prefix + "Name")];
        var emailFrom = reader.Choice(prefix + "EmailFrom", OidcEmail.VerifiedEmail);
        if (said.All(value => value is null))
        {
            return null;
        }

        string Needed(int index, string key) => said[index] ?? throw new SettingException(prefix + key, "is needed where people sign in by OIDC.");
        return new OidcSettings(ReadAuthority(prefix + "Authority", Needed(0, "Authority")), Needed(1, "ClientId"), Needed(2, "ClientSecret"), Needed(3, "Name"), emailFrom);
    }

    private static T? ReadCertificate<T>(SettingsReader reader, string section, string contentRoot, Func<string, string?, T> open)
        where T : class
    {
        var (fileKey, passwordKey) = ($"{section}:File", $"{section}:Password");
        var (file, password) = (reader.Text(fileKey), reader.Secret(passwordKey));
        if (file is null)
        {
            return password is null ? null : throw new SettingException(fileKey, "is needed where there is a password for it.");
        }

        try
        {
            return open(Path.GetFullPath(file, contentRoot), password);
        }
        catch (CertificateFileException exception)
        {
            throw new SettingException(exception.IsAboutPassword ? passwordKey : fileKey, exception.Message);
        }
    }

    private static Uri ReadAuthority(string key, string text)
    {
        // Plain HTTP only on this machine: whoever sits in between could answer as the provider.
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri is not { Query: "", Fragment: "", UserInfo: "" }
            || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
        {
            throw new SettingException(key, $"'{text}' is not an address such as https://login.example.org/tenant.");
        }

        // Microsoft's addresses for people of any tenant, or of none: a user name there is not one that the board answers for.
        return uri.Segments.Any(segment => segment.TrimEnd('/').ToLowerInvariant() is "common" or "organizations" or "consumers")
            ? throw new SettingException(key, "names no tenant; put its id in the address.")
            : uri;
    }
}

/// <param name="Source">SQLite: the file's full path. SQL Server: the connection string.</param>
public sealed record DatabaseSettings(DatabaseProvider Provider, string Source)
{
    /// <param name="key">What the connection string was given by.</param>
    /// <param name="root">What a relative path counts from.</param>
    /// <exception cref="SettingException">The connection string does not fit.</exception>
    public static DatabaseSettings Of(DatabaseProvider provider, string key, string connectionString, string root) => new(
        provider, provider == DatabaseProvider.SqlServer ? CheckedForSqlServer(key, connectionString) : Path.GetFullPath(SqliteFileOf(key, connectionString), root));

    /// <summary>Without the connection string, which may hold a password: settings come into logs.</summary>
    public override string ToString() => Provider.ToString();

    private static string SqliteFileOf(string key, string connectionString)
    {
        try
        {
            var source = new SqliteConnectionStringBuilder(connectionString).DataSource;
            return source is "" or ":memory:" || new DbConnectionStringBuilder { ConnectionString = connectionString }.Count != 1
                ? throw new SettingException(key, "SQLite takes a file and nothing else: Data Source=….")
                : source;
        }
        catch (ArgumentException)
        {
            // The exception's own text would repeat the connection string, which may hold a password.
            throw new SettingException(key, "is not a connection string for SQLite (Data Source=…).");
        }
    }

    private static string CheckedForSqlServer(string key, string connectionString)
    {
        try
        {
            return new SqlConnectionStringBuilder(connectionString).InitialCatalog.Length > 0
                ? connectionString
                : throw new SettingException(key, "names no database (Database=…).");
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new SettingException(key, "is not a connection string for SQL Server.");
        }
    }
}

/// <param name="Smtp">Set when <paramref name="Transport"/> is SMTP.</param>
public sealed record MailSettings(MailTransport Transport, string Directory, MailboxAddress From, SmtpSettings? Smtp);

/// <param name="PublicAddress">Where people reach the service; unset: the address it listens on.</param>
/// <param name="TrustedProxies">Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.</param>
/// <param name="LinkKey">The key behind the links in mails; unset: a file in the data directory, made at first start.</param>
public sealed record SiteSettings(Uri? PublicAddress, IReadOnlyList<IPNetwork> TrustedProxies, byte[]? LinkKey);

/// <param name="Oidc">Unset: with a password only.</param>
public sealed record SignInSettings(OidcSettings? Oidc);

/// <param name="Name">What the button says.</param>
public sealed record OidcSettings(Uri Authority, string ClientId, string ClientSecret, string Name, OidcEmail EmailFrom)
{
    /// <summary>Without the secret: settings come into logs.</summary>
    public override string ToString() => Name;
}

/// <param name="RegistrationsPerMinute">Per caller; 0 is no limit.</param>
/// <param name="SignInsPerMinute">Per caller; never without limit.</param>
/// <param name="VerificationsPerMinute">Per caller; 0 is no limit.</param>
public sealed record LimitSettings(int RegistrationsPerMinute, int SignInsPerMinute, int VerificationsPerMinute);

/// <param name="Directory">Where the service and the verb put them.</param>
/// <param name="Passphrase">What they are encrypted with; unset: none are made.</param>
/// <param name="At">When each day, by Swedish time.</param>
/// <param name="Keep">How many are kept; older ones are deleted once there is a new one.</param>
public sealed record BackupSettings(string Directory, string? Passphrase, TimeOnly At, int Keep)
{
    /// <summary>Without the passphrase: settings come into logs.</summary>
    public override string ToString() => Directory;
}
