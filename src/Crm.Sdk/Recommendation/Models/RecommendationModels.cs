using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Recommendation;

/// <summary>How trained models are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class RecommendationModels
{
    /// <summary>The recommender's id.</summary>
    public static FieldId Recommender { get; } = "recommender";

    /// <summary>The model of a part.</summary>
    public static FieldId Model { get; } = "model";

    /// <summary>The kind <c>recommendation-model</c>.</summary>
    public static KindModel Kind { get; } = BuildModel();

    /// <summary>The kind <c>recommendation-part</c>.</summary>
    public static KindModel Part { get; } = BuildPart();

    private static KindModel BuildModel()
    {
        var kind = new KindBuilder<StoredModel>("recommendation-model", static m => m.Id);
        kind.WithoutHistory();
        FieldHandle<string?> recommender = kind.Text(Recommender, static m => m.Recommender, indexed: true, maxLength: 128);
        FieldHandle<long?> version = kind.Int("recommender-version", static m => m.Version);
        FieldHandle<Instant?> asOf = kind.Instant("as-of", static m => m.AsOf);
        FieldHandle<string?> zone = kind.Text("zone", static m => m.Zone, maxLength: 64);
        FieldHandle<Instant?> trainedAt = kind.Instant("trained-at", static m => m.TrainedAt);
        FieldHandle<long?> baskets = kind.Int("baskets", static m => m.Baskets);
        FieldHandle<long?> parts = kind.Int("parts", static m => m.Parts);
        return kind.ComposedBy(row => new StoredModel
        {
            Id = row.Id,
            Recommender = row.Need(recommender),
            Version = row.Need(version),
            AsOf = row.Need(asOf),
            Zone = row.Need(zone),
            TrainedAt = row.Need(trainedAt),
            Baskets = row.Need(baskets),
            Parts = row.Need(parts),
        });
    }

    private static KindModel BuildPart()
    {
        var kind = new KindBuilder<StoredModelPart>("recommendation-part", static p => p.Id);
        kind.WithoutHistory();
        FieldHandle<RecordId?> model = kind.Id(Model, static p => p.Model, indexed: true);
        FieldHandle<long?> number = kind.Int("number", static p => p.Number);
        FieldHandle<string?> text = kind.Opaque("text", static p => p.Text);
        return kind.ComposedBy(row => new StoredModelPart(row.Id, row.Need(model), row.Need(number), row.Need(text)));
    }
}
