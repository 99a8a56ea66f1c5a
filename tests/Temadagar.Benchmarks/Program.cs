using System.Globalization;
using Temadagar.Benchmarks;
using Temadagar.Benchmarks.Floors;
using Temadagar.Benchmarks.Measures;

// What ./bench and ./bench --growth run. By hand:
//
//     dotnet run -c Release --project tests/Temadagar.Benchmarks -- table FOLDER PUBLISHED   the table of docs/benchmarks; exits with 1 where a bound is not held
//     … measure NAME PUBLISHED                                                         one of its measures: pages, registrations, lists, mail, certificates, "start and memory"
//     … growth FOLDER PUBLISHED [SECONDS [DAYS]]                                        what 10 and 100 times the data cost, after a soak of so many seconds (600); DAYS are those of the least data (10)
//     … write-door                                                                     the grouped writer against a transaction for each write
//     … certificates                                                                   what drawing certificates costs
//     … scale [DAYS]                                                                   what a year of a national service asks of one machine (docs/scale.md)
//
// Servers are processes of their own ("server", "floor"); the load is this one. What is compared takes turns, so that a busy machine is busy for both.

switch (args)
{
    case ["server", var variant, .. var settings, var folder]:
        await Server.RunAsync(variant, settings, folder);
        return 0;
    case ["floor", var floor, var folder]:
        await Floor.RunAsync(floor, folder);
        return 0;
    case ["table", var folder, var published]:
        return await Table.RunAsync(new DirectoryInfo(folder), new Published(Path.GetFullPath(published)));
    case ["measure", var name, var published]:
        return await Table.RunOneAsync(name, new Published(Path.GetFullPath(published)));
    case ["growth", var folder, var published, .. { Length: <= 2 } rest]:
        return await Growth.RunAsync(
            new DirectoryInfo(folder), new Published(Path.GetFullPath(published)), TimeSpan.FromSeconds(rest is [var seconds, ..] ? int.Parse(seconds, CultureInfo.InvariantCulture) : 600),
            rest is [_, var least] ? int.Parse(least, CultureInfo.InvariantCulture) : 10);
    case ["write-door"]:
        return await WriteDoor.RunAsync();
    case ["certificates"]:
        return await CertificateBatch.RunAsync();
    case ["scale", .. var rest]:
        // 21 boards, a thousand days, a million registrations.
        return await Scale.RunAsync(rest is [var days] ? int.Parse(days, CultureInfo.InvariantCulture) : 1000, people: 1000);
    default:
        Console.Error.WriteLine("table FOLDER PUBLISHED, measure NAME PUBLISHED, growth FOLDER PUBLISHED [SECONDS [DAYS]], write-door, certificates or scale [DAYS]");
        return 2;
}
