namespace Crm.Sdk.Care;

/// <summary>Extension point: a trigger of care plans.</summary>
/// <remarks>Implementations are thread-safe, and find the same occasion again under the same key. They are asked behind the plugin's guard, a page of customers at a time.</remarks>
public interface ICareTrigger
{
    /// <summary>The type that plans name: a code that begins with the plugin's prefix, such as <c>acme.renewal</c>. Constant.</summary>
    string Type { get; }

    /// <summary>The variables that its occasions give to templates, such as <c>acme.contract</c>. Constant.</summary>
    ValueList<TemplateVariable> Variables { get; }

    /// <summary>Says what is wrong with the settings of a plan.</summary>
    /// <param name="settings">The settings as JSON, an object.</param>
    /// <returns>What is wrong and what would be right; null where all is well.</returns>
    string? Check(string settings);

    /// <summary>Finds the occasions that are to be cared for on the days of each customer.</summary>
    /// <param name="settings">The settings as JSON, checked before.</param>
    /// <param name="subjects">The customers.</param>
    /// <param name="asOf">The instant of the run.</param>
    /// <param name="cancellationToken">Cancelled at the deadline.</param>
    /// <returns>The occasions of each customer, in their order; most often none. <see cref="CareOccasion.Day"/> is the day to care on or a later one.</returns>
    ValueTask<IReadOnlyList<ValueList<CareOccasion>>> FindAsync(string settings, IReadOnlyList<CareSubject> subjects, AsOf asOf, CancellationToken cancellationToken);
}
