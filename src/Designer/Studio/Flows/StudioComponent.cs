namespace Designer.Studio.Flows;

/// <summary>A part of the flow designer.</summary>
public abstract class StudioComponent : DesignComponent<StudioSession>;
