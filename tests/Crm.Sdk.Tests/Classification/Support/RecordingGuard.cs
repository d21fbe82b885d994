using Crm.Sdk.Plugins;

namespace Crm.Sdk.Tests.Classification;

/// <summary>A guard that lets everything pass and writes down what it is told.</summary>
internal sealed class RecordingGuard : IPluginGuard
{
    private int _succeeded, _failed, _hung, _calls;

    public PluginId Plugin { get; } = new("com.acme.rules");

    public bool IsOpen { get; set; }

    public int Batches => _succeeded;

    public int Failures => _failed;

    public int Hangs => _hung;

    public int Calls => _calls;

    public ValueTask<TResult> RunAsync<TState, TResult>(
        string operation, TState state, Func<TState, CancellationToken, ValueTask<TResult>> call, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return call(state, cancellationToken);
    }

    public void Succeeded(int calls) => Interlocked.Add(ref _succeeded, calls);

    public void Failed(string exceptionType, string message) => Interlocked.Increment(ref _failed);

    public void Hung() => Interlocked.Increment(ref _hung);
}
