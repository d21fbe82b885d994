using Crm.Sdk.Plugins;

namespace Crm.Sdk.Guarding;

/// <summary>An asynchronous call into a plugin: through the plugin's guard, or with a deadline of our own where it has none.</summary>
internal static class GuardedCall
{
    /// <returns>Null where the call ended well, otherwise what happened.</returns>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public static async Task<CallFailure?> RunAsync<TState>(
        IPluginGuard? guard, string operation, TState state, Func<TState, CancellationToken, ValueTask> call, TimeSpan deadline, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            if (guard is not null)
            {
                await guard.RunAsync(
                    operation,
                    (state, call),
                    static async (both, token) =>
                    {
                        await both.call(both.state, token).ConfigureAwait(false);
                        return true;
                    },
                    cancellationToken).ConfigureAwait(false);
                return null;
            }

            using var limit = new CancellationTokenSource(deadline, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            CancellationToken token = either.Token;
            Task running = Task.Run(async () => await call(state, token).ConfigureAwait(false), CancellationToken.None);
            await running.WaitAsync(token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return new CallFailure(nameof(TimeoutException), $"A batch took longer than {deadline.TotalSeconds:0.#} s.");
        }
#pragma warning disable CA1031 // whatever a plugin throws is its failure, not the run's; type and text are kept, the exception would keep the plugin in memory
        catch (Exception e)
#pragma warning restore CA1031
        {
            return CallFailure.Of(e);
        }
    }
}
