using System.Runtime.ExceptionServices;
using Microsoft.Data.Sqlite;

namespace Temadagar.Data;

internal interface IPendingWrite
{
    /// <summary>False if the caller has gone: then it must not run.</summary>
    bool Begin();

    /// <summary>False if the work failed and what it wrote must be undone.</summary>
    /// <exception cref="SqliteException">The whole transaction is lost.</exception>
    bool Run(Write write);

    /// <summary>The commit is durable: the caller gets its result, or its own exception.</summary>
    void Complete();

    /// <summary>The transaction was lost for good: the caller learns that nothing was written.</summary>
    void Lost(Exception exception);
}

internal sealed class PendingWrite<T> : IPendingWrite
{
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<Write, Task<T>> work;
    private readonly CancellationTokenRegistration cancellation;
    // The writer thread has no culture and no Activity of its own; the work runs in its caller's.
    private readonly ExecutionContext? context = ExecutionContext.Capture();
    private int begun;
    private Write? committing;
    private T? result;
    private Exception? failure;

    public PendingWrite(Func<Write, Task<T>> work, CancellationToken cancellationToken)
    {
        this.work = work;
        cancellation = cancellationToken.Register(() =>
        {
            if (Begin())
            {
                answer.TrySetCanceled(cancellationToken);
            }
        });
    }

    public Task<T> Result => answer.Task;

    /// <summary>It was not taken into the queue: nothing will come of it.</summary>
    public void Refuse() => cancellation.Dispose();

    public bool Begin() => Interlocked.Exchange(ref begun, 1) == 0;

    public bool Run(Write write)
    {
        (committing, failure, result) = (write, null, default);
        if (context is null)
        {
            RunWork();
        }
        else
        {
            ExecutionContext.Run(context, static self => ((PendingWrite<T>)self!).RunWork(), this);
        }

        if (failure is SqliteException sqlite && SqliteFaults.EndsTransaction(sqlite))
        {
            ExceptionDispatchInfo.Throw(sqlite);
        }

        return failure is null;
    }

    public void Complete()
    {
        cancellation.Dispose();
        if (failure is null)
        {
            // Answered before anything else can go wrong: it is durable now, whatever comes of those who are told of it.
            answer.TrySetResult(result!);
            committing!.Committed();
        }
        else
        {
            answer.TrySetException(SqliteFaults.Translate(failure));
        }
    }

    public void Lost(Exception exception)
    {
        cancellation.Dispose();
        answer.TrySetException(SqliteFaults.Translate(exception));
    }

    private void RunWork()
    {
        try
        {
            var task = work(committing!);
            result = task.IsCompleted
                ? task.GetAwaiter().GetResult()
                : throw new InvalidOperationException("The work of a write awaited something other than its Write.");
        }
#pragma warning disable CA1031 // Whatever the work throws belongs to its caller; the writer outlives it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
        }
    }
}
