namespace Temadagar.Backups;

/// <summary>What a backup says of itself, first of all that is in it.</summary>
/// <param name="MadeAt">When the database was as it is in it.</param>
/// <param name="Program">The version of the program that made it.</param>
/// <param name="Migrations">What the database had been through. A program that knows fewer cannot use it.</param>
internal sealed record BackupManifest(DateTimeOffset MadeAt, string Program, IReadOnlyList<string> Migrations, IReadOnlyList<BackupFile> Files);

/// <param name="Name">Within the backup, with slashes.</param>
/// <param name="Sha256">In hexadecimal.</param>
internal sealed record BackupFile(string Name, long Bytes, string Sha256);
