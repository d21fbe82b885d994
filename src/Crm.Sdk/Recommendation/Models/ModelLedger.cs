using System.Text;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Recommendation;

/// <summary>Keeps trained models and finds them again. Thread-safe.</summary>
internal sealed class ModelLedger(ICrm crm, BasketReader records, IClock clock)
{
    private const int PartLength = 200_000;

    /// <summary>Writes models with their parts, all in one commit: readers see all of them or none.</summary>
    public async Task<IReadOnlyList<StoredModel>> WriteAsync(
        CrmScope scope, AsOf asOf, long baskets, IEnumerable<(RecommenderDescriptor Recommender, string Json)> models, CancellationToken cancellationToken)
    {
        var written = new List<StoredModel>();
        await using ICrmSession session = crm.OpenSession(scope);
        foreach ((RecommenderDescriptor recommender, string json) in models)
        {
            string[] parts = [.. json.Chunk(PartLength).Select(static part => new string(part))];
            var model = new StoredModel
            {
                Id = RecordId.New(),
                Recommender = recommender.Id,
                Version = recommender.Version,
                AsOf = asOf.Instant,
                Zone = asOf.Zone.Id,
                TrainedAt = clock.GetCurrentInstant().FloorToMicrosecond(),
                Baskets = baskets,
                Parts = parts.Length,
            };
            session.Add(model);
            for (int i = 0; i < parts.Length; i++)
            {
                session.Add(new StoredModelPart(RecordId.New(), model.Id, i, parts[i]));
            }

            written.Add(model);
        }

        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return written;
    }

    /// <summary>Removes all but the models of a recommender and zone that were trained last, each with its parts in a commit of its own.</summary>
    public async Task PruneAsync(CrmScope scope, string recommender, string zone, int keep, CancellationToken cancellationToken)
    {
        var models = new List<StoredModel>();
        await foreach (StoredModel model in OfAsync(scope, recommender, cancellationToken).ConfigureAwait(false))
        {
            if (model.Zone == zone)
            {
                models.Add(model);
            }
        }

        foreach (StoredModel old in models.OrderByDescending(static model => (model.TrainedAt, model.Id)).Skip(Math.Max(1, keep)))
        {
            await using ICrmSession session = crm.OpenSession(scope);
            CrmPage<StoredModelPart> parts = await session.QueryAsync(
                new CrmQuery<StoredModelPart> { Where = Condition.Equal(RecommendationModels.Model, FieldValue.Of(old.Id)), Limit = StoreQuery.MaxLimit }, cancellationToken).ConfigureAwait(false);
            foreach (StoredModelPart part in parts.Items)
            {
                session.Remove(part);
            }

            if (await session.FindAsync<StoredModel>(old.Id, cancellationToken).ConfigureAwait(false) is { } model)
            {
                session.Remove(model);
            }

            await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The newest model of a recommender that is for an instant or an earlier one, and its text; null where there is none.</summary>
    public async Task<(StoredModel Model, string Json)?> FindAsync(CrmScope scope, RecommenderDescriptor recommender, AsOf asOf, CancellationToken cancellationToken)
    {
        StoredModel? newest = null;
        await foreach (StoredModel model in OfAsync(scope, recommender.Id, cancellationToken).ConfigureAwait(false))
        {
            if (model.Version == recommender.Version && model.AsOf <= asOf.Instant && model.Zone == asOf.Zone.Id
                && (newest is null || model.AsOf > newest.AsOf || (model.AsOf == newest.AsOf && model.TrainedAt > newest.TrainedAt)))
            {
                newest = model;
            }
        }

        if (newest is null)
        {
            return null;
        }

        var parts = new List<StoredModelPart>();
        await foreach (StoredModelPart part in records.AllAsync<StoredModelPart>(
            scope, RecommendationModels.Part, cancellationToken, Condition.Equal(RecommendationModels.Model, FieldValue.Of(newest.Id))).ConfigureAwait(false))
        {
            parts.Add(part);
        }

        var text = new StringBuilder();
        foreach (StoredModelPart part in parts.OrderBy(static part => part.Number))
        {
            text.Append(part.Text);
        }

        return parts.Count == newest.Parts
            ? (newest, text.ToString())
            : throw new CrmException(RecommendationErrorCodes.BadModel, $"The model {newest.Id} of '{recommender.Id}' has {parts.Count} of {newest.Parts} parts; train anew.");
    }

    private IAsyncEnumerable<StoredModel> OfAsync(CrmScope scope, string recommender, CancellationToken cancellationToken) =>
        records.AllAsync<StoredModel>(scope, RecommendationModels.Kind, cancellationToken, Condition.Equal(RecommendationModels.Recommender, FieldValue.Of(recommender)));
}
