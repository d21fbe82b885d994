using Crm.Sdk.Plugins;

namespace Crm.Sdk.Guarding;

/// <summary>A call into a plugin that takes longer than a guarded call may, such as learning: it runs beside the guard and tells it how it ended.</summary>
internal static class LongCall
{
    /// <returns>Null where the call ended well, otherwise a sentence.</returns>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public static async Task<string?> RunAsync<T>(
        Extension<T> extension, string name, string operation, Func<CancellationToken, ValueTask> call, TimeSpan deadline, TimeProvider time, CancellationToken cancellationToken)
        where T : class
    {
        if (extension.Guard.IsOpen)
        {
            return $"{name}: the plugin {extension.Owner} is switched off after failures.";
        }

        CallFailure? failure = await GuardedCall.RunAsync(null, operation, call, static (run, stop) => run(stop), deadline, time, cancellationToken).ConfigureAwait(false);
        if (failure is null)
        {
            extension.Guard.Succeeded(1);
            return null;
        }

        extension.Guard.Failed(failure.ExceptionType, failure.Message);
        return Describe(name, failure);
    }

    public static string Describe(string name, CallFailure failure) => $"{name} failed: {failure.ExceptionType}: {failure.Message}";
}
