namespace Crm.Sdk.Tests.Notifications;

/// <summary>One thing that happens in a simulation of the outbox.</summary>
internal abstract record SimulatedOperation
{
    private SimulatedOperation()
    {
    }

    /// <summary>A message is put in; the provider answers the calls for it as listed, and accepts afterwards.</summary>
    public sealed record Put(ValueList<ProviderAnswer> Answers) : SimulatedOperation;

    /// <summary>A process dispatches; at a step of it, counted over all calls into store and channel, something happens to it.</summary>
    public sealed record Dispatch(int Step, Mishap Mishap) : SimulatedOperation;

    /// <summary>Business time is moved, forward or back; waiting time and the store's clock with it where it is forward.</summary>
    public sealed record Move(int Seconds) : SimulatedOperation;
}
