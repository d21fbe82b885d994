using Crm.Sdk.Plugins;

namespace Crm.Sdk.TestSupport;

/// <summary>Contributions that stand from the start, behind a guard that lets everything through.</summary>
public sealed class FixedExtensions(params object[] instances) : IExtensions
{
    public IReadOnlyList<Extension<T>> All<T>()
        where T : class =>
        [.. instances.OfType<T>().Select(static instance => new Extension<T>(instance, instance.GetType().Name, new PluginId("tests.plugin"), new OpenGuard()))];

    private sealed class OpenGuard : IPluginGuard
    {
        public PluginId Plugin { get; } = new("tests.plugin");

        public bool IsOpen => false;

        public ValueTask<TResult> RunAsync<TState, TResult>(
            string operation, TState state, Func<TState, CancellationToken, ValueTask<TResult>> call, CancellationToken cancellationToken) => call(state, cancellationToken);

        public void Succeeded(int calls)
        {
        }

        public void Failed(string exceptionType, string message)
        {
        }

        public void Hung()
        {
        }
    }
}
