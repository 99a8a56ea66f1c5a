namespace Temadagar.Backups;

/// <summary>What a backup takes along, and where a restore puts it.</summary>
/// <param name="LinkKey">May be missing: then it is a setting.</param>
/// <param name="Keys">A folder.</param>
/// <param name="Ledger">May be missing.</param>
public sealed record BackupPlaces(string Database, string LinkKey, string Keys, string Ledger);
