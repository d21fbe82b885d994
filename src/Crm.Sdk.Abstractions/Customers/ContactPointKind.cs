namespace Crm.Sdk.Customers;

/// <summary>What a contact point is. More kinds come with channels; the set is open through <see cref="Other"/> and the contact point's label.</summary>
public enum ContactPointKind
{
    /// <summary>An e-mail address, 电子邮箱.</summary>
    Email,

    /// <summary>A telephone number, 电话.</summary>
    Phone,

    /// <summary>Another one, named by its label.</summary>
    Other,
}
