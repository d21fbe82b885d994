namespace Crm.Sdk.Recommendation;

/// <summary>The stable codes of errors of recommendation. One section each in <c>docs/errors.md</c>.</summary>
public static class RecommendationErrorCodes
{
    /// <summary>An option of mining or recommending is out of its range.</summary>
    public const string BadOption = "CRM6150";

    /// <summary>There are more frequent item sets, or more lines of baskets, than may be held.</summary>
    public const string TooMany = "CRM6151";

    /// <summary>A recommender failed, answered what it must not, or two have one id.</summary>
    public const string RecommenderFailed = "CRM6152";

    /// <summary>A stored model cannot be read by its recommender.</summary>
    public const string BadModel = "CRM6153";

    /// <summary>There is no product with the key.</summary>
    public const string UnknownProduct = "CRM6154";
}
