namespace Crm.Sdk.Customers;

/// <summary>What customers may see and correct of their own (CU-11); a host sets it by <c>services.Configure&lt;SelfServiceOptions&gt;(…)</c>.</summary>
/// <remarks>Set up before use; not changed afterwards.</remarks>
public sealed class SelfServiceOptions
{
    /// <summary>The fields that a customer may correct, of <see cref="SelfService.Correctable"/> and attributes such as <c>attr.work.employer</c>. All of the former by default.</summary>
    public ISet<string> Editable { get; } = new HashSet<string>(SelfService.Correctable, StringComparer.Ordinal);

    /// <summary>The attributes that a customer may see, by name; those that he may correct are seen too. None by default, since facets hold what the house observed.</summary>
    public ISet<string> VisibleAttributes { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The information channel that stands on what a customer corrected; the website by default.</summary>
    public string Channel { get; set; } = InformationChannels.Website;
}
