namespace Crm.Sdk.Clustering;

/// <summary>The stable codes of errors of clustering and profiles. One section each in <c>docs/errors.md</c>.</summary>
public static class ClusteringErrorCodes
{
    /// <summary>Customers cannot be clustered by these facts into so many clusters, or a clusterer answered centres that are none.</summary>
    public const string BadInput = "CRM6160";

    /// <summary>A plugin's clusterer failed, took too long, or its plugin is switched off.</summary>
    public const string ClustererFailed = "CRM6161";
}
