namespace Crm.Sdk.Billing;

/// <summary>Extension point: a strategy of allocation, 核销策略: which open items a payment goes to (CR-6).</summary>
/// <remarks>A thread-safe singleton and a pure function of what it is given: no clock, no queries, the same answer every time.</remarks>
public interface IAllocationStrategy
{
    /// <summary>Its name, a code such as <see cref="AllocationStrategies.OldestDue"/>.</summary>
    string Name { get; }

    /// <summary>Allocates an amount.</summary>
    /// <param name="request">The amount and the open items.</param>
    /// <returns>Shares above 0, each of another target and at most what it takes, together at most what is available. Less than that is an answer too: the rest stays with the payment.</returns>
    IReadOnlyList<PaymentAllocation> Allocate(AllocationRequest request);
}
