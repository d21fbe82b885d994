using NodaTime;

namespace Crm.Sdk.Conformance;

/// <summary>A provider of the fixture's own, which does as the laws say. The more it resembles the real one, the more the laws show.</summary>
/// <remarks>
/// A provider that drops repeats of a key does so also for messages that it took without answering. Unkind and right: a refusal that quotes what it refuses. Thread-safe.
/// </remarks>
public interface IScriptedProvider
{
    /// <summary>How often a message was handed over so far, whatever came of it, repeats counted.</summary>
    int Requests { get; }

    /// <summary>How long the provider asks to wait when it is busy; null where its protocol cannot say that.</summary>
    Duration? AsksToWait => null;

    /// <summary>Says what it does with messages from now on; at first it accepts.</summary>
    /// <param name="behaviour">What it does.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task BehaveAsync(ProviderBehaviour behaviour, CancellationToken cancellationToken);

    /// <summary>Waits until messages were handed over so often.</summary>
    /// <param name="requests">The number of <see cref="Requests"/> to wait for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task WaitForRequestsAsync(int requests, CancellationToken cancellationToken);
}
