namespace Crm.Sdk.Lifecycle;

/// <summary>What picking strategies for lost customers did.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Lost">How many customers are lost.</param>
/// <param name="Assigned">For how many of them a strategy was picked now.</param>
/// <param name="HeldOut">How many of those are held out.</param>
/// <param name="Known">How many had theirs already.</param>
/// <param name="LetGo">How many are let go.</param>
public sealed record WinBackReport(long Lost, long Assigned, long HeldOut, long Known, long LetGo);
