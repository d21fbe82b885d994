using Crm.Sdk.Billing;

namespace Crm.Sdk.Receivables;

/// <summary>Pays every item in proportion to what is open of it. What does not divide goes in minor units to the largest remainders (Hamilton's method), so that nothing is lost.</summary>
internal sealed class ProRata : IAllocationStrategy
{
    public string Name => AllocationStrategies.ProRata;

    public IReadOnlyList<PaymentAllocation> Allocate(AllocationRequest request)
    {
        Int128 total = request.Targets.Aggregate(Int128.Zero, static (sum, target) => sum + target.Open.MinorUnits);
        Int128 available = Int128.Min(request.Available.MinorUnits, total);
        if (total == 0)
        {
            return [];
        }

        (AllocationTarget Target, long Share, Int128 Remainder)[] shares =
            [.. request.Targets.Select(target => (target, (long)(available * target.Open.MinorUnits / total), available * target.Open.MinorUnits % total))];
        long left = (long)(available - shares.Aggregate(Int128.Zero, static (sum, share) => sum + share.Share));
        HashSet<string> more = [.. shares
            .OrderByDescending(static share => share.Remainder).ThenBy(static share => share.Target.DueOn).ThenBy(static share => share.Target.Invoice, StringComparer.Ordinal)
            .Take((int)left)
            .Select(static share => share.Target.Invoice)];
        return [.. shares
            .Select(share => new PaymentAllocation(share.Target.Invoice, Money.OfMinor(share.Share + (more.Contains(share.Target.Invoice) ? 1 : 0), request.Available.Currency)))
            .Where(static share => share.Amount.MinorUnits != 0)];
    }
}
