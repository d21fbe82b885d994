using Crm.Sdk.Billing;

namespace Crm.Sdk.Receivables;

/// <summary>Pays what the reference names as whole words; else the one item of exactly that amount; else nothing.</summary>
internal sealed class ByReference : IAllocationStrategy
{
    public string Name => AllocationStrategies.Reference;

    public IReadOnlyList<PaymentAllocation> Allocate(AllocationRequest request)
    {
        AllocationTarget[] named = request.Reference is { } reference ? [.. request.Targets.Where(target => Names(reference, target.Invoice))] : [];
        if (named.Length > 0)
        {
            return InOrder.Fill(request.Available, InOrder.ByDueDay(named));
        }

        AllocationTarget[] exact = [.. request.Targets.Where(target => target.Open == request.Available)];
        return exact.Length == 1 ? InOrder.Fill(request.Available, exact) : []; // of two of that amount a person has to choose
    }

    /// <summary>Whether a text has a key that is not a part of a longer word: R-1 is not named by R-12.</summary>
    private static bool Names(string reference, string key)
    {
        for (int at = reference.IndexOf(key, StringComparison.OrdinalIgnoreCase); at >= 0; at = reference.IndexOf(key, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            int end = at + key.Length;
            if ((at == 0 || !IsWord(reference[at - 1])) && (end == reference.Length || !IsWord(reference[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWord(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '/'; // Chinese text stands beside keys without blanks
}
