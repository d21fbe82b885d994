namespace Crm.Sdk.Care;

/// <summary>A trigger with the settings of one plan.</summary>
/// <remarks>Thread-safe.</remarks>
internal interface ITriggerRun
{
    /// <summary>Finds the occasions that are to be cared for on the days of each customer.</summary>
    /// <returns>The occasions of each customer, in their order, each with the day on which it is cared for.</returns>
    ValueTask<IReadOnlyList<IReadOnlyList<DueOccasion>>> FindAsync(CareData data, IReadOnlyList<CareSubject> subjects, AsOf asOf, CancellationToken cancellationToken);
}
