using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.History;

/// <summary>Goes back from a record as it is, or as it was removed, change by change.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class Rewind(ICrmStore store, RevisionReader revisions, IPersonalDataProtector protector)
{
    /// <summary>Where going back ended.</summary>
    /// <param name="Values">The values there.</param>
    /// <param name="Version">The version there.</param>
    /// <param name="Written">The change that wrote it; null at the record's addition.</param>
    public sealed record Point(RecordValues Values, long Version, Revision? Written);

    /// <summary>Goes back to the last change that was written up to and including an instant, or to the addition where there is none.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="model">The record's kind.</param>
    /// <param name="id">The record.</param>
    /// <param name="until">The instant; null to go back to the addition.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The point; null for a record that was removed by then, or that never was.</returns>
    /// <exception cref="CrmException">CRM2071: revisions are missing on the way.</exception>
    public Task<Point?> BackAsync(TenantId tenant, KindModel model, RecordId id, Instant? until, CancellationToken cancellationToken) =>
        BackAsync(tenant, model, id, revision => revision.At <= until, cancellationToken);

    /// <summary>Goes back to a version of a record that is there or was removed.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="model">The record's kind.</param>
    /// <param name="id">The record.</param>
    /// <param name="version">The version, from 1 on.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The point; null for a record that never was.</returns>
    /// <exception cref="CrmException">CRM2071: revisions are missing on the way.</exception>
    public Task<Point?> ToVersionAsync(TenantId tenant, KindModel model, RecordId id, long version, CancellationToken cancellationToken) =>
        BackAsync(tenant, model, id, revision => revision.Version <= version, cancellationToken);

    /// <summary>Goes back to the first change for which <c>isThere</c> answers true; of a removal it says whether the record was gone by then.</summary>
    private async Task<Point?> BackAsync(TenantId tenant, KindModel model, RecordId id, Func<Revision, bool> isThere, CancellationToken cancellationToken)
    {
        var record = new RecordRef(model.Kind, id);
        (RecordValues values, long version) = (null!, 0L);
        if ((await store.FindAsync(tenant, model.Kind, [id], cancellationToken).ConfigureAwait(false))[0] is { } stored)
        {
            (values, version) = (RecordValues.Of(model, stored.Entity), stored.Version);
        }
        else if (await revisions.RemovalAsync(tenant, record, cancellationToken).ConfigureAwait(false) is not { } removal || isThere(removal))
        {
            return null;
        }
        else
        {
            (values, version) = (RecordValues.Before(model, removal, protector, tenant), removal.Version);
        }

        await foreach (Revision revision in revisions.NewestFirstAsync(tenant, record, cancellationToken).ConfigureAwait(false))
        {
            if (revision.Type == RevisionType.Removed || revision.Version > version)
            {
                continue; // written after the record was read
            }

            if (revision.Version < version)
            {
                break;
            }

            if (isThere(revision))
            {
                return new Point(values, version, revision);
            }

            values.TakeBack(revision, protector, tenant);
            version--;
        }

        return version == 1
            ? new Point(values, 1, null)
            : throw new CrmException(HistoryErrorCodes.Incomplete, $"The revision that made version {version} of {record} is missing, so what was before it is not known.");
    }
}
