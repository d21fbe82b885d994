namespace Crm.Sdk.Classification;

/// <summary>The events of classification (CL-6).</summary>
public static class ClassificationEvents
{
    /// <summary>A run's labels became current. The data has the run's id, its number and how many labels changed.</summary>
    public const string RunCompleted = "classification.run-completed/1";

    /// <summary>
    /// A customer's label became another one, in a dimension that is followed (<see cref="ClassifierSettings.FollowedDimensions"/>); first labels raise none. The data has the run's number, the dimension, the label
    /// before and the label now. It is written with the label and counts once its run has completed; that of a run that was taken back never counts.
    /// </summary>
    public const string LabelChanged = "label.changed/1";
}
