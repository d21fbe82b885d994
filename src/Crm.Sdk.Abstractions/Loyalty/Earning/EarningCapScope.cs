namespace Crm.Sdk.Loyalty;

/// <summary>Over what a cap counts points. Days and months are those of the programme's zone on which the documents lie.</summary>
public enum EarningCapScope
{
    /// <summary>One order or event.</summary>
    Document = 0,

    /// <summary>A member's day.</summary>
    Day = 1,

    /// <summary>A member's calendar month.</summary>
    Month = 2,

    /// <summary>A member, for ever.</summary>
    Member = 3,

    /// <summary>All members together, for ever: who comes first is served first.</summary>
    Programme = 4,
}
