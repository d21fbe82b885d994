using Crm.Sdk.Classification;

namespace Crm.Sdk.Lifecycle;

/// <summary>The fact that segments, and by them care plans, can ask of winning back (LC-3).</summary>
/// <remarks>Thread-safe.</remarks>
public static class WinBackFacts
{
    /// <summary>The code of the strategy that was picked last for the customer, up to the instant. Undefined where none was, and of customers who are held out.</summary>
    public static Fact<Category> Strategy { get; } = Fact.Custom<Category>("crm.win-back", Motion.WindowEdge);
}
