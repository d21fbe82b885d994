namespace Crm.Sdk.Plugins;

/// <summary>What stands between the host and one plugin: a deadline, a limit on concurrent calls, a circuit breaker, and the plugin's health.</summary>
/// <remarks>
/// A guard is for batches, not for single records: a guarded call costs some microseconds. An engine that runs batches of its own on its own threads looks at
/// <see cref="IsOpen"/> before a batch and tells the guard how it ended; all others use <see cref="RunAsync"/>, which reports by itself. Thread-safe. No
/// exception of a plugin is kept, only the name of its type and its text, because an exception keeps the plugin's code in memory.
/// </remarks>
public interface IPluginGuard
{
    /// <summary>The plugin that is guarded.</summary>
    PluginId Plugin { get; }

    /// <summary>Whether calls are refused now: the breaker is open after failures, or the plugin has been switched off.</summary>
    bool IsOpen { get; }

    /// <summary>Calls into the plugin on a thread that the host can do without.</summary>
    /// <param name="operation">A short constant name for metrics and messages, such as <c>send</c>.</param>
    /// <param name="state">Given to <paramref name="call"/>, so that the delegate can be static.</param>
    /// <param name="call">
    /// The call. Its token is cancelled at the deadline and when <paramref name="cancellationToken"/> is. A call that does not end soon after that is abandoned: the
    /// caller goes on, and nothing that the call does later reaches it.
    /// </param>
    /// <param name="cancellationToken">Cancels the call; that is no failure of the plugin.</param>
    /// <returns>What the call returned.</returns>
    /// <exception cref="PluginCallException">
    /// The guard refused the call or gave it up; <see cref="PluginCallException.Started"/> says whether the plugin had begun. An exception of the plugin itself
    /// is thrown on as it is.
    /// </exception>
    ValueTask<TResult> RunAsync<TState, TResult>(
        string operation, TState state, Func<TState, CancellationToken, ValueTask<TResult>> call, CancellationToken cancellationToken);

    /// <summary>Reports batches that ended well.</summary>
    /// <param name="calls">How many batches, 1 or more.</param>
    void Succeeded(int calls);

    /// <summary>Reports one batch that failed.</summary>
    /// <param name="exceptionType">The full name of the exception's type.</param>
    /// <param name="message">The exception's text.</param>
    void Failed(string exceptionType, string message);

    /// <summary>Reports one batch that passed its deadline and was abandoned on a thread that is lost. A few of these switch the plugin off.</summary>
    void Hung();
}
