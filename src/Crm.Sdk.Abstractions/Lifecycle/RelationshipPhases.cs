namespace Crm.Sdk.Lifecycle;

/// <summary>The built-in phases of the relation between customer and company, 客户关系阶段 (LC-1).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class RelationshipPhases
{
    /// <summary>Exploration, 考察期: both sides look at each other.</summary>
    public const string Exploration = "exploration";

    /// <summary>Formation, 形成期: dealings grow.</summary>
    public const string Formation = "formation";

    /// <summary>Stability, 稳定期.</summary>
    public const string Stability = "stability";

    /// <summary>Decline, 退化期: dealings fall off, or are over.</summary>
    public const string Decline = "decline";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "relationship-phase",
        new(Exploration, "Exploration", "考察期"),
        new(Formation, "Formation", "形成期"),
        new(Stability, "Stability", "稳定期"),
        new(Decline, "Decline", "退化期"));
}
