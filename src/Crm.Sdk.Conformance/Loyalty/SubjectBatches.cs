using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Conformance.Loyalty;

/// <summary>A fixture's customers in another order, in batches of random sizes.</summary>
internal static class SubjectBatches
{
    public static IEnumerable<ValueList<LoyaltySubject>> Of(ValueList<LoyaltySubject> customers, Random random)
    {
        LoyaltySubject[] shuffled = [.. customers];
        random.Shuffle(shuffled);
        for (int from = 0; from < shuffled.Length;)
        {
            int count = Math.Min(shuffled.Length - from, 1 + random.Next(3));
            yield return ValueList.Create(shuffled.AsSpan(from, count));
            from += count;
        }
    }
}
