namespace Crm.Sdk.Lifecycle;

/// <summary>The built-in sources of reasons of loss (LC-3).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class LossSources
{
    /// <summary>The customer said so in an interview, 访谈.</summary>
    public const string Interview = "interview";

    /// <summary>It follows from records, 记录.</summary>
    public const string Records = "records";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new("loss-source", new(Interview, "Interview", "访谈"), new(Records, "Records", "记录"));
}
