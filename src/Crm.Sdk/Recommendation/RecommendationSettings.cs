namespace Crm.Sdk.Recommendation;

/// <summary>What may be offered, and how long recommenders may take.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record RecommendationSettings
{
    /// <summary>The attribute of a customer that says no to recommendations where it is <c>true</c>.</summary>
    public string OptOutAttribute { get; init; } = "no-recommendations";

    /// <summary>The attribute of a product that holds its stock; 0 or less is out of stock, and without it stock is not judged.</summary>
    public string StockAttribute { get; init; } = "stock";

    /// <summary>On how many days a customer must have bought a product that it may be offered again.</summary>
    public int RepeatDays { get; init; } = 2;

    /// <summary>How long one recommender may learn.</summary>
    public TimeSpan TrainingDeadline { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many models of a recommender and zone are kept, those that were trained last, whatever instant they are for; the others go with the next training. 10 by default, 1 or more.</summary>
    public int KeptModels { get; init; } = 10;

    /// <summary>How long what a recommender without a kept model learned serves further answers for the same day, in this process.</summary>
    public TimeSpan TrainedLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long one recommender may answer one call, of up to <see cref="RecommendationDesk.CustomersPerCall"/> customers, where no guard says so.</summary>
    public TimeSpan AnswerDeadline { get; init; } = TimeSpan.FromSeconds(30);
}
