using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Lifecycle;

/// <summary>A batch of customers of whom an <see cref="ILifecycleSource"/> is to report what happened.</summary>
/// <remarks>Used by one logical thread. Of no use after the call.</remarks>
public sealed class LifecycleFactRequest
{
    private readonly List<LifecycleFact>?[] _facts;

    /// <summary>Makes a batch.</summary>
    /// <param name="scope">The tenant and who asks.</param>
    /// <param name="asOf">The instant that the facts are for.</param>
    /// <param name="customers">The customers, each once.</param>
    public LifecycleFactRequest(CrmScope scope, AsOf asOf, ValueList<LoyaltySubject> customers)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        Scope = scope;
        AsOf = asOf;
        Customers = customers;
        _facts = new List<LifecycleFact>?[customers.Count];
    }

    /// <summary>The tenant and who asks.</summary>
    public CrmScope Scope { get; }

    /// <summary>The instant that the facts are for, and the zone in which days are counted. Nothing later may count.</summary>
    public AsOf AsOf { get; }

    /// <summary>The customers, each with all that were merged into it.</summary>
    public ValueList<LoyaltySubject> Customers { get; }

    /// <summary>Reports something that happened.</summary>
    /// <param name="index">The place of the customer among <see cref="Customers"/>.</param>
    /// <param name="fact">What happened.</param>
    /// <exception cref="CrmException">CRM1030: the type has another form. CRM6651: it happened after the instant that was asked for.</exception>
    public void Report(int index, LifecycleFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        Require.Code(fact.Type, "lifecycle-fact.type");
        if (fact.At > AsOf.Instant)
        {
            throw new CrmException(LifecycleErrorCodes.BadFact, $"The fact '{fact.Type}' is of {fact.At}, after the instant that was asked for, {AsOf.Instant}.");
        }

        (_facts[index] ??= []).Add(fact with { At = fact.At.FloorToMicrosecond() });
    }

    /// <summary>What was reported of a customer.</summary>
    /// <param name="index">The place of the customer among <see cref="Customers"/>.</param>
    public IReadOnlyList<LifecycleFact> Of(int index) => _facts[index] ?? (IReadOnlyList<LifecycleFact>)[];
}
