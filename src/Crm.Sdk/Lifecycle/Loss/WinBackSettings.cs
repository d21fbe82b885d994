using System.Buffers.Binary;

namespace Crm.Sdk.Lifecycle;

/// <summary>How a host wins lost customers back (LC-3).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record WinBackSettings
{
    /// <summary>The strategies; the first one that fits is picked. By default a visit to customers of high value, a service where product, quality, service or care failed, else an offer.</summary>
    public ValueList<WinBackStrategy> Strategies { get; init; } =
    [
        new("visit", WinBackActions.Visit, [], ["high"]),
        new("service", WinBackActions.Service, [LossReasons.Product, LossReasons.Quality, LossReasons.Service, LossReasons.Care], []),
        new("offer", WinBackActions.Offer, [], []),
    ];

    /// <summary>The reasons for which nobody is to be won back; <c>closed</c> by default.</summary>
    public ValueList<string> LetGo { get; init; } = [LossReasons.Closed];

    /// <summary>The share that is held out, 0 to 0.5; 0.1 by default. Without it nothing can be measured.</summary>
    public double HeldOut { get; init; } = 0.1;

    /// <summary>What the draw of who is held out follows from, beside the customer: another text gives another draw. At most 100 characters.</summary>
    public string Draw { get; init; } = "win-back";

    /// <summary>The dimension whose labels are the value; <c>value-tier</c> by default.</summary>
    public string ValueDimension { get; init; } = "value-tier";

    /// <summary>How many customers are read together, 1 to 2,000; 500 by default.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>Whether a customer is held out: always the same, and independent of everything else that is known of it.</summary>
    /// <param name="customer">The customer.</param>
    public bool HoldsOut(CustomerId customer)
    {
        Span<byte> drawn = stackalloc byte[16];
        NamedGuid.Of("win-back-draw", Draw, customer.ToString()).TryWriteBytes(drawn, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt32BigEndian(drawn) < HeldOut * (1L << 32);
    }

    /// <summary>The strategy for a customer; null where it is let go or none fits.</summary>
    /// <param name="reason">The reason of loss; null where none is known.</param>
    /// <param name="value">The label of value; null where there is none.</param>
    public WinBackStrategy? StrategyOf(string? reason, string? value) => reason is not null && LetGo.Contains(reason) ? null : Strategies.FirstOrDefault(strategy => strategy.Fits(reason, value));

    internal void Check()
    {
        Require.That(HeldOut is >= 0 and <= 0.5, "win-back.held-out", $"{HeldOut} is not from 0 to 0.5");
        Require.That(Draw.Length <= 100, "win-back.draw", "it is longer than 100 characters");
        Require.InRange(BatchSize, 1, 2_000, "win-back.batch-size");
        foreach (WinBackStrategy strategy in Strategies)
        {
            Require.Code(strategy.Code, "win-back-strategy.code");
            Require.Code(strategy.Action, "win-back-strategy.action");
        }

        Require.That(Strategies.Select(static strategy => strategy.Code).Distinct(StringComparer.Ordinal).Count() == Strategies.Count, "win-back.strategies", "a code stands twice");
    }
}
