namespace Crm.Sdk.Plugins.Loading;

/// <summary>Runs a plugin's code that happens once, at start or stop, where it can be left behind.</summary>
internal static class Abandonable
{
    /// <summary>Runs on a thread of its own, with nothing of the caller's flow.</summary>
    public static Task<T> Start<T>(Func<T> work)
    {
        using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
        {
            return Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
        }
    }

    /// <summary>Runs a step and waits for it until its deadline.</summary>
    /// <returns>What went wrong, in words; null where nothing did.</returns>
    public static async Task<string?> RunAsync(Func<ValueTask> step, TimeSpan deadline, TimeProvider time)
    {
        Task<string?> running = Start(() => DoAsync(step)).Unwrap();
        try
        {
            return await running.WaitAsync(deadline, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return $"it did not end within {deadline.TotalMilliseconds:0} ms and was left behind";
        }
    }

    private static async Task<string?> DoAsync(Func<ValueTask> step)
    {
        try
        {
            await step().ConfigureAwait(false);
            return null;
        }
        catch (Exception e)
        {
            return ExceptionText.Describe(e);
        }
    }
}
