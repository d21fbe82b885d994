using Crm.Sdk.Billing;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Receivables;

/// <summary>The strategies by name: the built-in ones and those of plugins. What one answers is checked before it is believed.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class StrategyBook(IExtensions extensions)
{
    private static readonly IAllocationStrategy[] BuiltIn =
    [
        new InOrder(AllocationStrategies.OldestDue, InOrder.ByDueDay),
        new InOrder(AllocationStrategies.OldestDocument, static targets => targets.OrderBy(static target => target.IssuedOn).ThenBy(static target => target.Invoice, StringComparer.Ordinal)),
        new ByReference(),
        new ProRata(),
    ];

    public async Task<IReadOnlyList<PaymentAllocation>> AllocateAsync(string name, AllocationRequest request, CancellationToken cancellationToken)
    {
        Extension<IAllocationStrategy>[] plugins = [.. extensions.All<IAllocationStrategy>()];
        IAllocationStrategy? own = Array.Find(BuiltIn, strategy => strategy.Name == name);
        Extension<IAllocationStrategy>[] theirs = [.. plugins.Where(plugin => plugin.Instance.Name == name)];
        if (theirs.Length + (own is null ? 0 : 1) != 1)
        {
            string known = string.Join(", ", BuiltIn.Select(static strategy => strategy.Name).Concat(plugins.Select(static plugin => plugin.Instance.Name)).Distinct());
            throw new CrmException(BillingErrorCodes.BadStrategy, theirs.Length == 0 ? $"There is no allocation strategy '{name}'; there are {known}." : $"Several plugins or the SDK itself bring an allocation strategy '{name}'; remove all but one.");
        }

        IReadOnlyList<PaymentAllocation> shares = own is not null
            ? own.Allocate(request)
            : await theirs[0].Guard.RunAsync(
                "allocation-strategy", (theirs[0].Instance, request), static (call, _) => ValueTask.FromResult(call.Instance.Allocate(call.request)), cancellationToken).ConfigureAwait(false);
        Check(name, request, shares);
        return shares;
    }

    private static void Check(string name, AllocationRequest request, IReadOnlyList<PaymentAllocation?>? shares)
    {
        if (shares is null || shares.Contains(null))
        {
            throw new CrmException(BillingErrorCodes.BadStrategy, $"Allocation strategy '{name}' answers null; an empty list gives nothing to any item.");
        }

        Dictionary<string, AllocationTarget> targets = request.Targets.ToDictionary(static target => target.Invoice, StringComparer.Ordinal);
        Money left = request.Available;
        foreach (PaymentAllocation share in shares.OfType<PaymentAllocation>())
        {
            bool right = targets.Remove(share.Invoice, out AllocationTarget? target) && share.Amount.Currency == left.Currency && share.Amount.MinorUnits > 0 && share.Amount <= target.Open && share.Amount <= left;
            if (!right)
            {
                throw new CrmException(BillingErrorCodes.BadStrategy, $"Allocation strategy '{name}' gives {share.Amount} to '{share.Invoice}', which is no open item, stands twice, takes less, or is more than the {left} that is left.");
            }

            left -= share.Amount;
        }
    }
}
