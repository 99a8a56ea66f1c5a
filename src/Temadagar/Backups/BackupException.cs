namespace Temadagar.Backups;

/// <summary>A backup cannot be made, read or restored; the message says why, to whoever operates the service.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);
