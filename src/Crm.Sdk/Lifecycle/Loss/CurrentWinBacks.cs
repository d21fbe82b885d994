using Crm.Sdk.Classification;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Lifecycle;

/// <summary>The last case of winning each customer back, up to an instant, in a few columns.</summary>
/// <remarks>Some 60 bytes for each customer that was ever lost. Immutable and thread-safe.</remarks>
internal sealed class CurrentWinBacks
{
    private static readonly FieldId[] Fields = [WinBackCaseModel.Customer, WinBackCaseModel.AssignedAt, WinBackCaseModel.Strategy, WinBackCaseModel.IsHeldOut];
    private static readonly FieldType[] Types = [FieldType.Id, FieldType.Instant, FieldType.Text, FieldType.Bool];

    private readonly Dictionary<Guid, (long At, Category Strategy)> _last = [];

    private CurrentWinBacks()
    {
    }

    /// <param name="store">The store.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="at">The instant.</param>
    /// <param name="merged">Who was merged: cases of them count for the survivor where it has no later ones.</param>
    /// <param name="members">The customers with all that were merged into them; null for everybody.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<CurrentWinBacks> ReadAsync(ICrmStore store, TenantId tenant, Instant at, MergedCustomers merged, FieldValue[]? members, CancellationToken cancellationToken)
    {
        var current = new CurrentWinBacks();
        Condition upTo = Condition.Is(WinBackCaseModel.AssignedAt, Comparison.LessOrEqual, FieldValue.Of(at.FloorToMicrosecond()));
        await ColumnScan.RunAsync(
            store,
            new StoreQuery(tenant, WinBackCaseModel.Kind.Kind) { Where = members is null ? upTo : Condition.All(upTo, Condition.IsIn(WinBackCaseModel.Customer, members)) },
            WinBackCaseModel.Kind,
            Fields,
            Types,
            (batch, _) =>
            {
                for (int row = 0; row < batch.Count; row++)
                {
                    Guid customer = merged.Of(batch.Ids(0)[row]).Value;
                    if (!current._last.TryGetValue(customer, out (long At, Category Strategy) last) || batch.Numbers(1)[row] > last.At)
                    {
                        current._last[customer] = (batch.Numbers(1)[row], batch.Numbers(3)[row] != 0 ? Category.None : Category.Of(batch.Texts(2)[row]!));
                    }
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
            if (_last.TryGetValue(request.CustomerId(i).Value, out (long At, Category Strategy) last))
            {
                request.Set(WinBackFacts.Strategy, i, last.Strategy);
            }
        }
    }
}
