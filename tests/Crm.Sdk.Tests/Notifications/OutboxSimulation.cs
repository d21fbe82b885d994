using Crm.Sdk.Notifications;
using NodaTime;

namespace Crm.Sdk.Tests.Notifications;

/// <summary>One store, one provider, and processes that come and go: runs operations, heals everything, and answers what is left.</summary>
internal sealed class OutboxSimulation
{
    private static readonly CrmScope Scope = CrmScope.System("default", actor: "outbox");

    private readonly OutboxFixture _fixture;
    private int _put;

    private OutboxSimulation(OutboxFixture fixture, SimulatedProvider provider)
    {
        _fixture = fixture;
        Provider = provider;
        fixture.Options.MaxAttempts = 100; // giving up has its own tests
        fixture.Options.BatchSize = 4; // several commits even of few messages
        fixture.Options.MaxInDoubt = 2;
        fixture.Options.PollInterval = TimeSpan.FromMinutes(1);
    }

    public SimulatedProvider Provider { get; }

    /// <summary>The messages in the end.</summary>
    public IReadOnlyList<OutboxMessage> Messages { get; private set; } = [];

    /// <summary>How many mishaps took place.</summary>
    public int Mishaps { get; private set; }

    public static async Task<OutboxSimulation> RunAsync(CrashPolicy policy, IEnumerable<SimulatedOperation> operations)
    {
        var provider = new SimulatedProvider(policy);
        OutboxFixture fixture = await OutboxFixture.StartAsync(provider.Channel(static () => Task.CompletedTask));
        var simulation = new OutboxSimulation(fixture, provider);
        foreach (SimulatedOperation operation in operations)
        {
            await simulation.ApplyAsync(operation);
        }

        await simulation.HealAsync();
        return simulation;
    }

    private Task ApplyAsync(SimulatedOperation operation)
    {
        switch (operation)
        {
            case SimulatedOperation.Put put:
                string key = $"m-{_put++}";
                Provider.Script(key, put.Answers);
                return _fixture.PutAsync(OutboxFixture.Draft(key));
            case SimulatedOperation.Move { Seconds: >= 0 } move:
                _fixture.Clock.Advance(Duration.FromSeconds(move.Seconds));
                return Task.CompletedTask;
            case SimulatedOperation.Move move:
                _fixture.Clock.Set(_fixture.Clock.GetCurrentInstant() + Duration.FromSeconds(move.Seconds));
                return Task.CompletedTask;
            case SimulatedOperation.Dispatch dispatch:
                return DispatchAsync(dispatch.Step, dispatch.Mishap);
            default:
                throw new ArgumentOutOfRangeException(nameof(operation));
        }
    }

    private async Task DispatchAsync(int at, Mishap mishap)
    {
        using var stop = new CancellationTokenSource();
        int step = 0;
        bool dead = false;
        OutboxDispatcher dispatcher = _fixture.Dispatcher(new SteppedStore(_fixture.Memory, StepAsync), new TestChannels(Provider.Channel(StepAsync)));
        try
        {
            await dispatcher.DispatchAsync(Scope, null, stop.Token);
        }
        catch (IOException) when (dead || mishap == Mishap.CallFails)
        {
            // the process is gone, or gave up
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // it stopped
        }

        async Task StepAsync()
        {
            if (dead)
            {
                throw new IOException("The process was killed.");
            }

            if (step++ != at || mishap == Mishap.None)
            {
                return;
            }

            Mishaps++;
            switch (mishap)
            {
                case Mishap.Killed:
                    dead = true;
                    await stop.CancelAsync(); // nobody retries in a dead process
                    throw new IOException("The process was killed.");
                case Mishap.CallFails:
                    throw new IOException("The call failed.");
                case Mishap.Frozen:
                    _fixture.Clock.Advance(Duration.FromTimeSpan(_fixture.Options.Lease) + Duration.FromSeconds(1));
                    await _fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None);
                    break;
                case Mishap.Raced:
                    await _fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None);
                    break;
                default:
                    await stop.CancelAsync();
                    break;
            }
        }
    }

    /// <summary>All processes are well again and time goes on.</summary>
    private async Task HealAsync()
    {
        _fixture.Clock.Advance(Duration.FromDays(1)); // leases end, planned times come, clocks that were set back catch up
        await _fixture.Dispatcher().DispatchUntilEmptyAsync(Scope, null, CancellationToken.None);
        Messages = await _fixture.AllAsync();
    }
}
