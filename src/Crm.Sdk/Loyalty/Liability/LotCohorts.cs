using Crm.Sdk.Storage;

namespace Crm.Sdk.Loyalty;

/// <summary>Finds of lots when they lapse and in which month their points were first earned.</summary>
internal sealed class LotCohorts(ICrmStore store, TenantId tenant)
{
    private const int AtOnce = 1_000;

    /// <summary>The lots of some movements, each with the lot that its points came from in the first place: before a transfer, or before they lapsed and came back.</summary>
    public async Task<Dictionary<PointsLotId, (PointsLot Lot, PointsLot First)>> ReadAsync(IEnumerable<PointsLotId> ids, CancellationToken cancellationToken)
    {
        var known = new Dictionary<PointsLotId, PointsLot>();
        PointsLotId[] wanted = [.. ids.Distinct()];
        for (PointsLotId[] missing = wanted; missing.Length > 0; missing = [.. known.Values.Select(static lot => lot.Before).OfType<PointsLotId>().Distinct().Where(before => !known.ContainsKey(before))])
        {
            foreach (PointsLotId[] some in missing.Chunk(AtOnce))
            {
                IReadOnlyList<StoredRecord?> found = await store.FindAsync(tenant, PointsLotModel.Kind.Kind, [.. some.Select(static id => (RecordId)id)], cancellationToken).ConfigureAwait(false);
                for (int i = 0; i < some.Length; i++)
                {
                    known[some[i]] = (PointsLot?)found[i]?.Entity ?? throw new CrmException(LoyaltyErrorCodes.Damaged, $"Lot {some[i]}, which transactions name, is not there; run the verification.");
                }
            }
        }

        return wanted.ToDictionary(static id => id, id => (known[id], First(known, id)));
    }

    private static PointsLot First(Dictionary<PointsLotId, PointsLot> known, PointsLotId id)
    {
        PointsLot lot = known[id];
        for (int steps = 0; steps < known.Count && lot.Before is { } before; steps++)
        {
            lot = known[before];
        }

        return lot;
    }
}
