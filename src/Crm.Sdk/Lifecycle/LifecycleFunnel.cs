namespace Crm.Sdk.Lifecycle;

/// <summary>How customers are spread over the stages at two instants, and how they moved in between (LC-1).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="First">The first instant.</param>
/// <param name="Last">The last instant.</param>
/// <param name="AtFirst">How many customers were known at the first instant: the sum of all moves.</param>
/// <param name="AtLast">How many were known at the last one.</param>
/// <param name="Stages">The figures of each stage, in the order of the lifecycle.</param>
/// <param name="Moves">The transition matrix, without empty cells; each row sums to the customers in its stage at the first instant.</param>
public sealed record LifecycleFunnel(AsOf First, AsOf Last, long AtFirst, long AtLast, ValueList<StageFigures> Stages, ValueList<StageMove> Moves);
