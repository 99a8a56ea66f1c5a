using Microsoft.Extensions.Configuration;
using Temadagar.Mail;
using Temadagar.Settings;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Settings;

public class SettingsTests
{
    private const string Root = "/srv/temadagar";
    private const string Password = "hemligt-lösenord-4711";

    private static readonly string GoodKey = Convert.ToBase64String(new byte[32]);

    [Fact]
    public void Nothing_said_is_a_file_of_data_and_files_of_mail_beside_the_program()
    {
        var settings = Read();

        Assert.Equal($"{Root}/data", settings.DataDirectory);
        Assert.Equal(new DatabaseSettings(DatabaseProvider.Sqlite, $"{Root}/data/temadagar.db"), settings.Database);
        Assert.Equal((MailTransport.File, $"{Root}/data/mail"), (settings.Mail.Transport, settings.Mail.Directory));
        Assert.Null(settings.Mail.Smtp);
        Assert.EndsWith("@example.org", settings.Mail.From.Address, StringComparison.Ordinal);
        Assert.Null(settings.Site.PublicAddress);
        Assert.Null(settings.Site.LinkKey);
        Assert.Empty(settings.Site.TrustedProxies);
        Assert.Null(settings.SignIn.Oidc);
        Assert.Equal((60, 30, 60), (settings.Limits.RegistrationsPerMinute, settings.Limits.SignInsPerMinute, settings.Limits.VerificationsPerMinute));
    }

    [Fact]
    public void A_database_is_where_a_connection_string_says_counted_from_the_root_and_its_password_is_in_no_text()
    {
        Assert.Equal($"{Root}/new.db", DatabaseSettings.Of(DatabaseProvider.Sqlite, "key", "Data Source=new.db", Root).Source);
        Assert.DoesNotContain(Password, DatabaseSettings.Of(DatabaseProvider.SqlServer, "key", $"Server=db;Database=t;Password={Password}", Root).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, new OidcSettings(new Uri("https://login.example.org"), "id", Password, "Länsstyrelsen", OidcEmail.VerifiedEmail).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_said_is_taken()
    {
        using var signer = TestSigner.Rsa();
        var settings = Read(
            "Temadagar:DataDirectory=var/data", "Database:Provider=sqlserver", "ConnectionStrings:Temadagar=Server=db;Database=t", "Mail:Transport=smtp", "Mail:Directory=../post",
            "Mail:From=Länsstyrelsen <temadagar@example.org>", "Mail:Smtp:Host=smtp.example.org", "Mail:Smtp:Port=2525", "Mail:Smtp:Security=Tls", "Mail:Smtp:User=u",
            $"Mail:Smtp:Password={Password}", "Site:PublicAddress=https://temadagar.example.org", "Site:TrustedProxies=10.0.0.0/8, 192.0.2.1,2001:db8::/32", $"Site:LinkKey={GoodKey}",
            "SignIn:Oidc:Authority=https://login.example.org/tenant/v2.0", "SignIn:Oidc:ClientId=temadagar", $"SignIn:Oidc:ClientSecret={Password}", "SignIn:Oidc:Name=Länsstyrelsen",
            "SignIn:Oidc:EmailFrom=UserName", "Limits:RegistrationsPerMinute=0", "Limits:SignInsPerMinute=7", $"Keys:Certificate:File={signer.File}", $"Keys:Certificate:Password={TestSigner.Password}");

        Assert.Equal($"{Root}/var/data", settings.DataDirectory);
        Assert.Equal(new DatabaseSettings(DatabaseProvider.SqlServer, "Server=db;Database=t"), settings.Database);
        Assert.Equal("/srv/post", settings.Mail.Directory);
        Assert.Equal(("Länsstyrelsen", "temadagar@example.org"), (settings.Mail.From.Name, settings.Mail.From.Address));
        var smtp = settings.Mail.Smtp!;
        Assert.Equal(("smtp.example.org", 2525, SmtpSecurity.Tls, "u", Password), (smtp.Host, smtp.Port, smtp.Security, smtp.User, smtp.Password));
        Assert.Equal(new Uri("https://temadagar.example.org"), settings.Site.PublicAddress);
        Assert.Equal(["10.0.0.0/8", "192.0.2.1/32", "2001:db8::/32"], settings.Site.TrustedProxies.Select(network => network.ToString()));
        Assert.Equal(32, settings.Site.LinkKey!.Length);
        Assert.Equal(new OidcSettings(new Uri("https://login.example.org/tenant/v2.0"), "temadagar", Password, "Länsstyrelsen", OidcEmail.UserName), settings.SignIn.Oidc);
        Assert.Equal((0, 7), (settings.Limits.RegistrationsPerMinute, settings.Limits.SignInsPerMinute));
    }

    [Theory]
    [InlineData(587, "Mail:Smtp:Security=StartTls")]
    [InlineData(587, "Mail:Smtp:Security=None")]
    [InlineData(587, "Mail:Smtp:Port=")]
    [InlineData(465, "Mail:Smtp:Security=Tls")]
    public void The_port_follows_the_security(int port, string setting) =>
        Assert.Equal(port, Read("Mail:Transport=Smtp", "Mail:From=a@example.org", "Mail:Smtp:Host=x", setting).Mail.Smtp!.Port);

    [Fact]
    public void A_relative_database_file_counts_from_the_content_root() =>
        Assert.Equal($"{Root}/db/t.db", Read("ConnectionStrings:Temadagar=Data Source=db/t.db").Database.Source);

    [Fact]
    public void Trusted_proxies_may_be_a_list() =>
        Assert.Equal(["10.0.0.1/32", "10.0.0.2/32"], Read("Site:TrustedProxies:0=10.0.0.1", "Site:TrustedProxies:1=10.0.0.2").Site.TrustedProxies.Select(network => network.ToString()));

    [Theory]
    [InlineData("Database:Provider", "Database:Provider=Postgres")]
    [InlineData("Database:Provider", "Database:Provider=1")]
    [InlineData("ConnectionStrings:Temadagar", "Database:Provider=SqlServer")]
    [InlineData("Site:LinkKey", "Database:Provider=SqlServer", "ConnectionStrings:Temadagar=Server=db;Database=t")]
    [InlineData("Keys:Certificate:File", "Database:Provider=SqlServer", "ConnectionStrings:Temadagar=Server=db;Database=t", "Site:LinkKey=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("ConnectionStrings:Temadagar", $"ConnectionStrings:Temadagar=Passwrd={Password}")]
    [InlineData("ConnectionStrings:Temadagar", $"ConnectionStrings:Temadagar={Password}")]
    [InlineData("ConnectionStrings:Temadagar", "ConnectionStrings:Temadagar=Data Source=")]
    [InlineData("ConnectionStrings:Temadagar", "ConnectionStrings:Temadagar=Data Source=:memory:")]
    [InlineData("Mail:Transport", "Mail:Transport=Brevduva")]
    [InlineData("Mail:From", "Mail:From=ingen adress")]
    [InlineData("Mail:From", "Mail:From=Länsstyrelsen")]
    [InlineData("Mail:From", "Mail:Transport=Smtp", "Mail:Smtp:Host=x")]
    [InlineData("Mail:Smtp:Host", "Mail:Transport=Smtp", "Mail:From=a@example.org")]
    [InlineData("Mail:Smtp:Port", "Mail:Smtp:Port=0")]
    [InlineData("Mail:Smtp:Port", "Mail:Smtp:Port=65536")]
    [InlineData("Mail:Smtp:Port", "Mail:Smtp:Port=-25")]
    [InlineData("Mail:Smtp:Port", "Mail:Smtp:Port=25.0")]
    [InlineData("Mail:Smtp:Port", "Mail:Smtp:Port=smtp")]
    [InlineData("Mail:Smtp:Security", "Mail:Smtp:Security=Ssl")]
    [InlineData("Mail:Smtp:Security", "Mail:Transport=Smtp", "Mail:From=a@example.org", "Mail:Smtp:Host=x", "Mail:Smtp:Security=None", "Mail:Smtp:User=u", $"Mail:Smtp:Password={Password}")]
    [InlineData("Mail:Smtp:Password", "Mail:Transport=Smtp", "Mail:From=a@example.org", "Mail:Smtp:Host=x", "Mail:Smtp:User=u")]
    [InlineData("Mail:Smtp:User", "Mail:Transport=Smtp", "Mail:From=a@example.org", "Mail:Smtp:Host=x", $"Mail:Smtp:Password={Password}")]
    [InlineData("Site:PublicAddress", "Site:PublicAddress=temadagar.example.org")]
    [InlineData("Site:PublicAddress", "Site:PublicAddress=ftp://example.org")]
    [InlineData("Site:PublicAddress", "Site:PublicAddress=https://example.org/sida")]
    [InlineData("Site:PublicAddress", "Site:PublicAddress=https://example.org?a=b")]
    [InlineData("Site:PublicAddress", "Site:PublicAddress=https://u@example.org")]
    [InlineData("Site:TrustedProxies", "Site:TrustedProxies=10.0.0.0/33")]
    [InlineData("Site:TrustedProxies", "Site:TrustedProxies=proxy.example.org")]
    [InlineData("Site:TrustedProxies", "Site:TrustedProxies:0=10.0.0.1", "Site:TrustedProxies:1=x")]
    [InlineData("Site:LinkKey", $"Site:LinkKey={Password}")]
    [InlineData("Site:LinkKey", "Site:LinkKey=aGVtbGlndC1sw7ZzZW5vcmQtNDcxMQ==")]
    [InlineData("SignIn:Oidc:Authority", "SignIn:Oidc:ClientId=t", $"SignIn:Oidc:ClientSecret={Password}", "SignIn:Oidc:Name=L")]
    [InlineData("SignIn:Oidc:ClientId", "SignIn:Oidc:Authority=https://login.example.org", $"SignIn:Oidc:ClientSecret={Password}", "SignIn:Oidc:Name=L")]
    [InlineData("SignIn:Oidc:ClientSecret", "SignIn:Oidc:Authority=https://login.example.org", "SignIn:Oidc:ClientId=t", "SignIn:Oidc:Name=L")]
    [InlineData("SignIn:Oidc:Name", "SignIn:Oidc:Authority=https://login.example.org", "SignIn:Oidc:ClientId=t", $"SignIn:Oidc:ClientSecret={Password}")]
    [InlineData("SignIn:Oidc:Authority", "SignIn:Oidc:Authority=login.example.org", "SignIn:Oidc:ClientId=t", $"SignIn:Oidc:ClientSecret={Password}", "SignIn:Oidc:Name=L")]
    [InlineData("SignIn:Oidc:Authority", "SignIn:Oidc:Authority=http://login.example.org", "SignIn:Oidc:ClientId=t", $"SignIn:Oidc:ClientSecret={Password}", "SignIn:Oidc:Name=L")]
    [InlineData("SignIn:Oidc:Authority", "SignIn:Oidc:Authority=https://login.example.org/common/v2.0", "SignIn:Oidc:ClientId=t", $"SignIn:Oidc:ClientSecret={Password}", "SignIn:Oidc:Name=L")]
    [InlineData("SignIn:Oidc:EmailFrom", "SignIn:Oidc:EmailFrom=Email")]
    [InlineData("SignIn:Oidc:Secret", $"SignIn:Oidc:Secret={Password}")]
    [InlineData("Limits:RegistrationsPerMinute", "Limits:RegistrationsPerMinute=-1")]
    [InlineData("Limits:RegistrationsPerMinute", "Limits:RegistrationsPerMinute=många")]
    [InlineData("Temadagar:DataDirectry", "Temadagar:DataDirectry=x")]
    [InlineData("Database:Providr", "Database:Providr=Sqlite")]
    [InlineData("Mail:Smtp:Pasword", $"Mail:Smtp:Pasword={Password}")]
    [InlineData("Mail:Smtp:Host:Name", "Mail:Smtp:Host:Name=x")]
    [InlineData("Site:Adress", "Site:Adress=x")]
    [InlineData("Limits:SignInsPerMinute", "Limits:SignInsPerMinute=0")]
    [InlineData("Limits:PerMinute", "Limits:PerMinute=5")]
    public void A_wrong_value_is_said_in_one_line_that_names_the_key_and_no_secret(string key, params string[] said)
    {
        var refusal = Assert.Throws<SettingException>(() => Read(said));

        Assert.StartsWith($"{key}: ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.DoesNotContain("hemligt", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("aGVtbGlndC", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_is_taken_as_it_is()
    {
        var smtp = Read("Mail:Transport=Smtp", "Mail:From=a@example.org", "Mail:Smtp:Host=x", "Mail:Smtp:User=u", "Mail:Smtp:Password= med luft ").Mail.Smtp!;

        Assert.Equal(" med luft ", smtp.Password);
    }

    private static Temadagar.Settings.Settings Read(params string[] said) => Temadagar.Settings.Settings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(said.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))).Build(),
        Root);
}
