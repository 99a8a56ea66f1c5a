using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Registrations;

public class OddAddressTests
{
    [Theory]
    [InlineData("=?utf-8?q?x?=@example.org")]
    [InlineData("a!#$%&'*+/=?^_`{|}~-@example.org")]
    [InlineData("a?b#c%d@example.org")]
    public async Task Whoever_is_registered_gets_their_mail_whatever_the_address_looks_like(string email)
    {
        await using var service = await TestService.StartAsync();

        Assert.Equal("confirmed", await service.FareAsync("lulea", email));

        Assert.Single(await service.MailsAsync("registration-confirmed", email));
    }
}
