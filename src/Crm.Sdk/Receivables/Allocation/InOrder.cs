using Crm.Sdk.Billing;

namespace Crm.Sdk.Receivables;

/// <summary>Pays one item after another in an order.</summary>
internal sealed class InOrder(string name, Func<IEnumerable<AllocationTarget>, IEnumerable<AllocationTarget>> order) : IAllocationStrategy
{
    public string Name => name;

    public IReadOnlyList<PaymentAllocation> Allocate(AllocationRequest request) => Fill(request.Available, order(request.Targets));

    /// <summary>What was due first, then what was issued first, then by key.</summary>
    public static IEnumerable<AllocationTarget> ByDueDay(IEnumerable<AllocationTarget> targets) =>
        targets.OrderBy(static target => target.DueOn).ThenBy(static target => target.IssuedOn).ThenBy(static target => target.Invoice, StringComparer.Ordinal);

    public static List<PaymentAllocation> Fill(Money available, IEnumerable<AllocationTarget> targets)
    {
        var shares = new List<PaymentAllocation>();
        foreach (AllocationTarget target in targets)
        {
            if (available.MinorUnits == 0)
            {
                break;
            }

            Money share = available < target.Open ? available : target.Open;
            shares.Add(new PaymentAllocation(target.Invoice, share));
            available -= share;
        }

        return shares;
    }
}
