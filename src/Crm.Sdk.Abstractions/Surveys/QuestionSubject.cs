namespace Crm.Sdk.Surveys;

/// <summary>What a question asks about. Product and person are rated apart: an answer about one does not count for the other.</summary>
public enum QuestionSubject
{
    /// <summary>All that the request is about.</summary>
    Everything,

    /// <summary>The product.</summary>
    Product,

    /// <summary>The person who served.</summary>
    Person,
}
