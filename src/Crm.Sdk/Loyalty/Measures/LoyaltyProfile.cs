using Crm.Sdk.Classification;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>How loyalty is composed over all customers: by type, and by the matrix of attitude and behaviour (LO-5).</summary>
/// <remarks>A thread-safe singleton. Reads a few columns; memory grows with the assessed customers, some 80 bytes each.</remarks>
public sealed class LoyaltyProfile
{
    private readonly ICrmStore _store;

    /// <summary>Makes the reader.</summary>
    /// <param name="store">The store.</param>
    public LoyaltyProfile(ICrmStore store) => _store = store;

    /// <summary>The composition on a day, by the last assessment of each customer up to it.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="day">The day.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The pairs that there are: cells in the order of <see cref="LoyaltyCells"/>, types in that of <see cref="LoyaltyTypes"/>, what is not known last.</returns>
    public async Task<IReadOnlyList<LoyaltyShare>> ReadAsync(CrmScope scope, LocalDate day, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        MergedCustomers merged = await MergedCustomers.ReadAsync(_store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        CurrentLoyalty current = await CurrentLoyalty.ReadAsync(_store, scope.Tenant, day, merged, null, cancellationToken).ConfigureAwait(false);
        return
        [
            .. current.All.GroupBy(static one => (one.Type, one.Cell))
                .OrderBy(static group => Place(LoyaltyCells.List, group.Key.Cell)).ThenBy(static group => Place(LoyaltyTypes.List, group.Key.Type)).ThenBy(static group => group.Key.Type, StringComparer.Ordinal)
                .Select(static group => new LoyaltyShare(
                    group.Key.Type, group.Key.Cell, group.LongCount(), group.Average(static one => one.Index / 1e6), group.Average(static one => one.Confidence / 1e6))),
        ];
    }

    private static int Place(CodeList list, string? code) => code is null ? int.MaxValue : list.Members.Items.Select(static member => member.Code).ToList() is var codes && codes.IndexOf(code) is >= 0 and var place ? place : int.MaxValue - 1;
}
