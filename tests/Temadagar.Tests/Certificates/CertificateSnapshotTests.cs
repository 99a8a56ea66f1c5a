using Temadagar.Certificates;

namespace Temadagar.Tests.Certificates;

public class CertificateSnapshotTests
{
    private const string Before = """
        {"language":"sv","name":"Åsa Öberg","organizer":"Länsstyrelsen","title":"Att se","content":["Inledning"],"date":"2027-02-03","place":"Luleå","hours":6,"issuedOn":"2027-02-03",
        "number":"2027-1-0001","signatory":"Karin Ström","signatoryTitle":null,"site":"https://temadagar.example.org","logos":[]}
        """;

    [Fact]
    public void What_was_issued_before_demonstrations_were_told_apart_is_none() => Assert.False(CertificateSnapshot.Read(Before).Demonstration);

    [Fact]
    public void A_demonstration_is_kept_as_one_and_says_something_else()
    {
        var real = CertificateSnapshot.Read(Before);
        var demonstration = CertificateSnapshot.Read((real with { Demonstration = true }).Write());

        Assert.True(demonstration.Demonstration);
        Assert.False(demonstration.SaysTheSameAs(real));
    }
}
