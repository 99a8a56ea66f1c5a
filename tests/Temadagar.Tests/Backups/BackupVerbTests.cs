using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Backups;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.OwnPage;

namespace Temadagar.Tests.Backups;

/// <summary>Backups as whoever operates the service meets them: made while people register, looked through, put in place by the program in a process of its own.</summary>
[Slow]
public class BackupVerbTests
{
    private const string Passphrase = "korrekt häst batteri häftklammer";

    private static readonly string Setting = $"--Backup:Passphrase={Passphrase}";

    [Fact]
    public async Task On_SQL_Server_it_says_that_it_is_not_for_it_and_asks_for_no_passphrase()
    {
        using var folder = new DataFolder();
        using var keys = TestSigner.Rsa();

        var refused = await BuiltProgram.RunAsync(
            "backup", "create", folder.Setting, "--Database:Provider=SqlServer", "--ConnectionStrings:Temadagar=Server=127.0.0.1,1;Database=t", $"--Site:LinkKey={Convert.ToBase64String(new byte[32])}",
            $"--Keys:Certificate:File={keys.File}", $"--Keys:Certificate:Password={TestSigner.Password}");

        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Equal("temadagar: Only SQLite is backed up so; SQL Server has its own backups.", refused.Errors.Trim());
    }

    [Fact]
    public async Task Made_while_people_register_it_holds_all_that_was_acknowledged_before_and_what_it_brings_back_is_whole()
    {
        using var folder = new DataFolder();
        using var elsewhere = new DataFolder();
        List<string> before = [];
        string link;
        string file;
        await using (var service = await TestService.StartAsync(folder: folder.Path, settings: Setting))
        {
            _ = service.Sqlite;
            var day = await service.AddDayAsync(onSite: 5000);
            using var stop = new CancellationTokenSource();
            var crowd = Enumerable.Range(0, 4).Select(client => Task.Run(async () =>
            {
                for (var number = 0; !stop.IsCancellationRequested; number++)
                {
                    var email = $"person{client}-{number}@example.org";
                    (await service.RegisterAsync(Some.Submission(day, "onSite", email))).EnsureSuccessStatusCode();
                    lock (before)
                    {
                        before.Add(email);
                    }
                }
            })).ToList();
            await Eventually.TrueAsync(() => Task.FromResult(before.Count > 100));
            string[] acknowledged;
            lock (before)
            {
                acknowledged = [.. before];
            }

            file = (await service.Services.GetRequiredService<CreateBackup>().RunAsync(Passphrase, Path.Combine(folder.Path, "kopia.age"), _ => { }, TestContext.Current.CancellationToken)).Path;
            await stop.CancelAsync();
            await Task.WhenAll(crowd);
            before = [.. acknowledged];
            link = await service.LinkOfAsync(acknowledged[0], day);
        }

        var verified = await BuiltProgram.RunAsync("backup", "verify", file, folder.Setting, Setting);
        var restored = await BuiltProgram.RunAsync("backup", "restore", file, elsewhere.Setting, Setting);

        Assert.Equal((0, ""), (verified.ExitCode, verified.Errors));
        Assert.Matches(@"\AWhole\. Made 20[0-9: -]+Z by version [0-9.]+: \d+ registrations for 5 theme days\.\n\z", verified.Output);
        Assert.Equal((0, ""), (restored.ExitCode, restored.Errors));
        Assert.Matches(@"\ARestored: as it was 20[0-9: -]+Z\.\nNothing is to be erased\.\n\z", restored.Output);
        await using var after = await TestService.StartAsync(seed: null, folder: elsewhere.Path);
        await after.AssertConsistentAsync();
        Assert.Empty(before.Except(await after.QueryAsync<string>("SELECT Email FROM Registrations")));
        // With its keys: a link that was mailed before works.
        await after.MyAsync(HttpMethod.Get, OwnChanges.Mine, link).OkAsync();
    }

    [Fact]
    public async Task A_newer_program_brings_it_up_to_date_and_who_was_erased_since_is_erased_once_more()
    {
        using var folder = new DataFolder();
        string file, day, past;
        await using (var service = await TestService.StartAsync(folder: folder.Path, settings: Setting))
        {
            day = await service.AddDayAsync(onSite: 10);
            await service.FareAsync(day, "radera@example.org", "kvar@example.org");
            var board = Guid.Parse((await service.QueryAsync<string>("SELECT Id FROM Boards ORDER BY Slug"))[0]);
            past = await service.AddDayAsync(onSite: 10, change: one => one with { BoardId = board });
            await service.FareAsync(past, "gallras@example.org");
            await service.MailsAsync("registration-confirmed", "gallras@example.org");
            await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State <> 'sent'") == 0);
            await service.Sqlite.WriteAsync(async write =>
            {
                await write.ExecuteAsync("UPDATE ThemeDays SET Date = '2020-01-02' WHERE Slug = @past", new { past });
                await write.ExecuteAsync("DELETE FROM ErasureRules");
                await write.ExecuteAsync("INSERT INTO ErasureRules (BoardId, Data, DaysAfter, Decision) SELECT Id, 'registrations', 30, 'Dnr 1' FROM Boards");
                // As a program without sql/047 has left it.
                await write.ExecuteAsync("DROP INDEX UX_Registrations_Address");
                await write.ExecuteAsync("CREATE UNIQUE INDEX UX_Registrations_Address ON Registrations (ThemeDayId, EmailNormalized) WHERE Status <> 'cancelled'");
                await write.ExecuteAsync("CREATE INDEX IX_Registrations_Email ON Registrations (EmailNormalized) WHERE Status <> 'cancelled'");
                await write.ExecuteAsync("DELETE FROM SchemaVersions WHERE ScriptName = '047-one-address.sqlite.sql'");
            });
            file = (await service.Services.GetRequiredService<CreateBackup>().RunAsync(Passphrase, Path.Combine(folder.Path, "kopia.age"), _ => { }, TestContext.Current.CancellationToken)).Path;
            var erased = (await service.QueryAsync<string>("SELECT Id FROM Registrations WHERE Email = 'radera@example.org'"))[0];
            await File.WriteAllTextAsync(Path.Combine(folder.Path, "erasures.txt"), $"{erased} 2026-01-01T00:00:00Z\n");
        }

        var refused = await BuiltProgram.RunAsync("backup", "restore", file, folder.Setting, Setting);
        var restored = await BuiltProgram.RunAsync("backup", "restore", file, "--replace", folder.Setting, Setting);

        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("--replace", refused.Errors, StringComparison.Ordinal);
        Assert.Equal((0, ""), (restored.ExitCode, restored.Errors));
        Assert.Matches(@"What it replaced is in \S+before-restore-\d{8}T\d{6}Z\.", restored.Output);
        Assert.Contains("Erased: 1 person, upon request\n", restored.Output, StringComparison.Ordinal);
        Assert.True(restored.Output.Contains($"Erased: registrations of 1 person of {past}, due 2020-02-01, under Dnr 1\n", StringComparison.Ordinal), restored.Output);
        Assert.Equal(1, folder.Count("SchemaVersions WHERE ScriptName = '047-one-address.sqlite.sql'"));
        Assert.Equal((0, 0, 1), (folder.Count("Registrations WHERE Email = 'radera@example.org'"), folder.Count("Registrations WHERE Email = 'gallras@example.org'"), folder.Count("Registrations WHERE Email = 'kvar@example.org'")));
        Assert.True(File.Exists(Path.Combine(Assert.Single(Directory.GetDirectories(folder.Path, "before-restore-*")), "temadagar.db")));
    }

    [Fact]
    public async Task It_puts_nothing_in_the_place_of_a_database_that_is_in_use_and_nothing_that_a_newer_program_made()
    {
        using var folder = new DataFolder();
        string file;
        await using (var service = await TestService.StartAsync(folder: folder.Path))
        {
            await service.Sqlite.WriteAsync(write => write.ExecuteAsync("INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('999-to-come.sql', '2030-01-01')"));
            file = (await service.Services.GetRequiredService<CreateBackup>().RunAsync(Passphrase, Path.Combine(folder.Path, "kopia.age"), _ => { }, TestContext.Current.CancellationToken)).Path;

            var inUse = await BuiltProgram.RunAsync("backup", "restore", file, "--replace", folder.Setting, Setting);

            Assert.Equal((1, "", "temadagar: The database is in use. Stop the service first.\n"), inUse);
        }

        var before = folder.Dump();
        var newer = await BuiltProgram.RunAsync("backup", "restore", file, "--replace", folder.Setting, Setting);

        Assert.Equal(1, newer.ExitCode);
        Assert.Contains("newer program", newer.Errors, StringComparison.Ordinal);
        Assert.Equal(before, folder.Dump());
        Assert.Empty(Directory.GetDirectories(folder.Path, "*restor*"));
    }

    [Fact]
    public async Task What_is_changed_cut_off_or_opened_with_another_passphrase_is_refused_and_nothing_is_touched()
    {
        using var folder = new DataFolder();
        await using var service = await TestService.StartAsync(folder: folder.Path);
        _ = service.Sqlite;
        // So much that it has several pieces, whatever gzip does.
        Directory.CreateDirectory(Path.Combine(folder.Path, "keys"));
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "keys", "key-stor.xml"), RandomNumberGenerator.GetBytes(300_000), TestContext.Current.CancellationToken);
        var made = await service.Services.GetRequiredService<CreateBackup>().RunAsync(Passphrase, Path.Combine(folder.Path, "kopia.age"), _ => { }, TestContext.Current.CancellationToken);
        var (whole, verify, bad) = (await File.ReadAllBytesAsync(made.Path), service.Services.GetRequiredService<VerifyBackup>(), Path.Combine(folder.Path, "fel.age"));
        void Refused(byte[] bytes, string passphrase = Passphrase)
        {
            File.WriteAllBytes(bad, bytes);
            Assert.Throws<BackupException>(() => verify.Run(bad, passphrase, _ => { }, TestContext.Current.CancellationToken));
        }

        Assert.True(verify.Run(made.Path, Passphrase, _ => { }, TestContext.Current.CancellationToken).ThemeDays > 0);
        Refused(whole, Passphrase + " ");
        // A bit anywhere: in each line of the head, in the first piece, in the last, in between.
        var head = whole.AsSpan().IndexOf("\n--- "u8);
        foreach (var at in new[] { 0, 25, 40, 70, head - 5, head + 10, head + 60, head + 200, whole.Length / 2, whole.Length - 1 })
        {
            byte[] changed = [.. whole];
            changed[at] ^= 1;
            Refused(changed);
        }

        // Cut off anywhere, and where a piece ends too; with more behind it.
        var payload = whole.AsSpan(head + 2).IndexOf((byte)'\n') + head + 3 + 16;
        foreach (var length in new[] { 0, 10, head, payload - 1, payload, payload + 1, payload + (64 * 1024) + 16, whole.Length - 1 })
        {
            Refused(whole[..length]);
        }

        Refused([.. whole, 0]);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(folder.Path, "backups"), ".unfinished*"));
        Assert.Empty(Directory.EnumerateDirectories(folder.Path, ".backup-work*"));

        // What a power cut has left, which is not encrypted, goes with the next; and a file that is empty is one.
        Directory.CreateDirectory(Path.Combine(folder.Path, ".backup-work-rest"));
        var (rest, others) = (Path.Combine(folder.Path, ".unfinished-igen.age"), Path.Combine(folder.Path, ".unfinished-nagon-annans.age"));
        await File.WriteAllTextAsync(rest, "half", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(others, "half", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "erasures.txt"), "", TestContext.Current.CancellationToken);
        var again = await service.Services.GetRequiredService<CreateBackup>().RunAsync(Passphrase, Path.Combine(folder.Path, "igen.age"), _ => { }, TestContext.Current.CancellationToken);
        Assert.True(verify.Run(again.Path, Passphrase, _ => { }, TestContext.Current.CancellationToken).ThemeDays > 0);
        Assert.Empty(Directory.EnumerateDirectories(folder.Path, ".backup-work*"));
        Assert.Equal((false, true), (File.Exists(rest), File.Exists(others)));
    }

    [Fact]
    public async Task Whoever_has_the_passphrase_opens_it_with_age_and_tar_and_only_the_owner_may_read_the_file()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/age"), "No age: install Debian's package age.");
        using var folder = new DataFolder();
        await using var service = await TestService.StartAsync(folder: folder.Path);
        _ = service.Sqlite;
        await service.FareAsync("lulea", "i-kopian@example.org");
        var made = await service.Services.GetRequiredService<CreateBackup>().RunAsync(Passphrase, Path.Combine(folder.Path, "kopia.age"), _ => { }, TestContext.Current.CancellationToken);
        var script = Path.Combine(Repository.Root, "tests", "Temadagar.Tests", "Backups", "open-with-age.py");

        using var age = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script, made.Path, Passphrase]) { RedirectStandardError = true })!;
        var said = await age.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await age.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(age.ExitCode == 0, said);
        await using var plain = File.OpenRead(made.Path + ".plain");
        await using var compressed = new GZipStream(plain, CompressionMode.Decompress);
        var unpacked = Directory.CreateDirectory(Path.Combine(folder.Path, "uppackad")).FullName;
        await TarFile.ExtractToDirectoryAsync(compressed, unpacked, overwriteFiles: false, TestContext.Current.CancellationToken);
        Assert.Equal(["link.key", "manifest.json", "temadagar.db"], Directory.GetFiles(unpacked).Select(file => Path.GetFileName(file)).Order());
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(unpacked, "keys")));
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(unpacked, "temadagar.db")))), await File.ReadAllTextAsync(Path.Combine(unpacked, "manifest.json")), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(made.Path));
        }
    }

    [Fact]
    public async Task The_verb_makes_one_beside_the_running_service_and_says_what_it_lacks()
    {
        using var folder = new DataFolder();
        await using var service = await TestService.StartAsync(folder: folder.Path);
        _ = service.Sqlite;

        var made = await BuiltProgram.RunAsync("backup", "create", folder.Setting, Setting);
        var without = await BuiltProgram.RunAsync("backup", "create", folder.Setting);
        var tooShort = await BuiltProgram.RunAsync("backup", "create", folder.Setting, "--Backup:Passphrase=kort");
        var missing = await BuiltProgram.RunAsync("backup", "verify", Path.Combine(folder.Path, "finns-inte"), folder.Setting, Setting);
        var another = await BuiltProgram.RunAsync("backup", "verify", Path.Combine(folder.Path, "temadagar.db"), folder.Setting, Setting);

        Assert.Equal((0, ""), (made.ExitCode, made.Errors));
        Assert.Matches(@"\AMade \S+temadagar-\d{8}T\d{6}Z\.tar\.gz\.age, \d+\.\d MB\.\n\z", made.Output);
        Assert.Contains("Backup:Passphrase", without.Errors, StringComparison.Ordinal);
        Assert.Contains("Backup:Passphrase", tooShort.Errors, StringComparison.Ordinal);
        Assert.Equal(1, missing.ExitCode);
        Assert.Equal((1, "", "temadagar: It is not a backup.\n"), another);
    }

    [Fact]
    public async Task What_is_there_already_is_not_written_over()
    {
        using var folder = new DataFolder();
        await using var service = await TestService.StartAsync(folder: folder.Path);
        _ = service.Sqlite;
        var (file, directory) = (Path.Combine(folder.Path, "kopia.age"), Directory.CreateDirectory(Path.Combine(folder.Path, "en-mapp")).FullName);
        await File.WriteAllTextAsync(file, "En äldre kopia.", TestContext.Current.CancellationToken);

        foreach (var path in new[] { file, directory })
        {
            Assert.Equal((1, "", $"temadagar: {path} is there already.\n"), await BuiltProgram.RunAsync("backup", "create", "--out", path, folder.Setting, Setting));
        }

        Assert.Equal("En äldre kopia.", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path, ".unfinished*"));
        Assert.Empty(Directory.EnumerateDirectories(folder.Path, ".backup-work*"));
    }
}
