namespace Crm.Sdk.Lifecycle;

/// <summary>One condition of a guard: at least, or at most, so much of a measure. The edge belongs to the condition.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LifecycleCondition
{
    private LifecycleCondition(LifecycleMeasure measure, string fact, bool isAtLeast, double edge) => (Measure, Fact, IsAtLeast, Edge) = (measure, fact, isAtLeast, edge);

    /// <summary>What is measured.</summary>
    public LifecycleMeasure Measure { get; }

    /// <summary>Of which facts: a code of <see cref="LifecycleFactTypes"/> or of a plugin.</summary>
    public string Fact { get; }

    /// <summary>Whether as much as the edge or more is asked for; else as much or less.</summary>
    public bool IsAtLeast { get; }

    /// <summary>0 to 100,000; whole for measures that count days.</summary>
    public double Edge { get; }

    /// <summary>As much as an edge, or more.</summary>
    /// <param name="measure">What is measured.</param>
    /// <param name="edge">0 to 100,000.</param>
    /// <param name="fact">Of which facts.</param>
    public static LifecycleCondition AtLeast(LifecycleMeasure measure, double edge, string fact = LifecycleFactTypes.Purchase) => new(measure, fact, isAtLeast: true, edge);

    /// <summary>As much as an edge, or less.</summary>
    /// <param name="measure">What is measured.</param>
    /// <param name="edge">0 to 100,000.</param>
    /// <param name="fact">Of which facts.</param>
    public static LifecycleCondition AtMost(LifecycleMeasure measure, double edge, string fact = LifecycleFactTypes.Purchase) => new(measure, fact, isAtLeast: false, edge);
}
