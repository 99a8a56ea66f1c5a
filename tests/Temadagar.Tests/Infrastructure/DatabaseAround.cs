using Temadagar.Data;

namespace Temadagar.Tests.Infrastructure;

/// <summary>A database that does what the one within does.</summary>
internal abstract class DatabaseAround(Database inner) : Database
{
    public Database Inner => inner;

    /// <summary>Also what was written by another way to the one within.</summary>
    public override long Written => inner.Written;

    protected override Task<T> CommitAsync<T>(Func<Write, Task<T>> work, CancellationToken cancellationToken) => inner.WriteAsync(work, cancellationToken);

    public override Task<Read> OpenReadAsync(CancellationToken cancellationToken = default) => inner.OpenReadAsync(cancellationToken);

    public override string Page(string sql) => inner.Page(sql);

    public override IComparer<Guid> IdOrder => inner.IdOrder;

    public override bool IsUniqueViolation(Exception exception) => inner.IsUniqueViolation(exception);

    public override Task<IReadOnlyList<string>> UpgradeAsync(CancellationToken cancellationToken = default) => inner.UpgradeAsync(cancellationToken);

    public override Task<IReadOnlyList<string>> PendingMigrationsAsync(CancellationToken cancellationToken = default) => inner.PendingMigrationsAsync(cancellationToken);

    public override Task ForgetErasedAsync(CancellationToken cancellationToken = default) => inner.ForgetErasedAsync(cancellationToken);

    public override Task CopyToAsync(string path, CancellationToken cancellationToken) => inner.CopyToAsync(path, cancellationToken);

    public override ValueTask DisposeAsync() => inner.DisposeAsync();
}
