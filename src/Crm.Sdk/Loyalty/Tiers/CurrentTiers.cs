using Crm.Sdk.Classification;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>The last decision on each member's tier up to an instant, in a few columns.</summary>
/// <remarks>Some 60 bytes for each member on whom a decision was made. Immutable and thread-safe.</remarks>
internal sealed class CurrentTiers
{
    private static readonly FieldId[] Fields = [TierDecisionModel.Customer, TierDecisionModel.At, TierDecisionModel.Number, TierDecisionModel.Programme, TierDecisionModel.Tier];
    private static readonly FieldType[] Types = [FieldType.Id, FieldType.Instant, FieldType.Int, FieldType.Text, FieldType.Text];

    private readonly Dictionary<Guid, (long At, long Number, string Programme, string Tier)> _last = [];

    private CurrentTiers()
    {
    }

    /// <param name="store">The store.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="at">The instant.</param>
    /// <param name="merged">Who was merged: decisions on them count for the survivor where it has no later ones.</param>
    /// <param name="members">The customers with all that were merged into them; null for everybody.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<CurrentTiers> ReadAsync(ICrmStore store, TenantId tenant, Instant at, MergedCustomers merged, FieldValue[]? members, CancellationToken cancellationToken)
    {
        var current = new CurrentTiers();
        Condition upTo = Condition.Is(TierDecisionModel.At, Comparison.LessOrEqual, FieldValue.Of(at.FloorToMicrosecond()));
        var query = new StoreQuery(tenant, TierDecisionModel.Kind.Kind) { Where = members is null ? upTo : Condition.All(upTo, Condition.IsIn(TierDecisionModel.Customer, members)) };
        await ColumnScan.RunAsync(
            store,
            query,
            TierDecisionModel.Kind,
            Fields,
            Types,
            (batch, _) =>
            {
                for (int row = 0; row < batch.Count; row++)
                {
                    current.Add(merged.Of(batch.Ids(0)[row]).Value, (batch.Numbers(1)[row], batch.Numbers(2)[row], batch.Texts(3)[row]!, batch.Texts(4)[row]!));
                }

                return ValueTask.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        return current;
    }

    public void Load(FactRequest request)
    {
        for (int i = 0; _last.Count > 0 && i < request.Count; i++)
        {
            if (_last.TryGetValue(request.CustomerId(i).Value, out (long At, long Number, string Programme, string Tier) last))
            {
                request.Set(LoyaltyTierFacts.Tier, i, Category.Of(last.Tier));
            }
        }
    }

    private void Add(Guid customer, (long At, long Number, string Programme, string Tier) decision)
    {
        if (!_last.TryGetValue(customer, out (long At, long Number, string Programme, string Tier) last)
            || decision.At.CompareTo(last.At) is var later && (later > 0 || (later == 0 && (string.CompareOrdinal(decision.Programme, last.Programme) is var other && (other > 0 || (other == 0 && decision.Number > last.Number))))))
        {
            _last[customer] = decision;
        }
    }
}
