(* The rules of differentiation, each in the shape in which a certificate uses it. *)

Lemma D_eq (f : R -> R) (x a b : R) : is_derive f x a -> a = b -> is_derive f x b.
Proof. now intros derived <-. Qed.

Lemma D_constant (c x : R) : is_derive (fun _ => c) x 0.
Proof. apply (is_derive_const (K := R_AbsRing) (V := R_NormedModule) c x). Qed.

Lemma D_variable (x : R) : is_derive (fun t => t) x 1.
Proof. apply (is_derive_id (K := R_AbsRing) x). Qed.

Lemma D_sum (u v : R -> R) (x u' v' : R) :
  is_derive u x u' -> is_derive v x v' -> is_derive (fun t => u t + v t) x (u' + v').
Proof. intros; now apply (is_derive_plus (K := R_AbsRing) (V := R_NormedModule) u v). Qed.

Lemma D_difference (u v : R -> R) (x u' v' : R) :
  is_derive u x u' -> is_derive v x v' -> is_derive (fun t => u t - v t) x (u' - v').
Proof. intros; now apply (is_derive_minus (K := R_AbsRing) (V := R_NormedModule) u v). Qed.

Lemma D_minus (u : R -> R) (x u' : R) : is_derive u x u' -> is_derive (fun t => - u t) x (- u').
Proof. intros; now apply (is_derive_opp (K := R_AbsRing) (V := R_NormedModule) u). Qed.

Lemma D_factor (c : R) (u : R -> R) (x u' : R) : is_derive u x u' -> is_derive (fun t => c * u t) x (c * u').
Proof. intros; now apply is_derive_scal. Qed.

Lemma D_product (u v : R -> R) (x u' v' : R) :
  is_derive u x u' -> is_derive v x v' -> is_derive (fun t => u t * v t) x (u' * v x + u x * v').
Proof. intros; apply (is_derive_mult (K := R_AbsRing) u v); auto; exact Rmult_comm. Qed.

Lemma D_divided (c : R) (u : R -> R) (x u' : R) : is_derive u x u' -> is_derive (fun t => u t / c) x (u' / c).
Proof.
  intros derived; eapply D_eq; [exact (D_product _ _ _ _ _ derived (D_constant (/ c) x)) | unfold Rdiv; ring].
Qed.

Lemma D_quotient (u v : R -> R) (x u' v' : R) :
  is_derive u x u' -> is_derive v x v' -> v x <> 0 ->
  is_derive (fun t => u t / v t) x ((u' * v x - u x * v') / v x ^ 2).
Proof. intros; now apply is_derive_div. Qed.

Lemma D_inverse (u : R -> R) (x u' : R) :
  is_derive u x u' -> u x <> 0 -> is_derive (fun t => / u t) x (- u' / u x ^ 2).
Proof. intros; now apply is_derive_inv. Qed.

Lemma D_chain (f u : R -> R) (x f' u' : R) :
  is_derive f (u x) f' -> is_derive u x u' -> is_derive (fun t => f (u t)) x (f' * u').
Proof.
  intros outer inner; rewrite Rmult_comm.
  exact (is_derive_comp (K := R_AbsRing) (V := R_NormedModule) f u x f' u' outer inner).
Qed.

Lemma D_power (n : nat) (u : R -> R) (x u' : R) :
  is_derive u x u' -> is_derive (fun t => u t ^ n) x (IZR (Z.of_nat n) * u x ^ Nat.pred n * u').
Proof.
  intros derived; eapply D_eq; [exact (is_derive_pow u n x u' derived) | rewrite INR_IZR_INZ; ring].
Qed.

Lemma D_exp (u : R -> R) (x u' : R) : is_derive u x u' -> is_derive (fun t => exp (u t)) x (exp (u x) * u').
Proof. apply D_chain; apply is_derive_Reals, derivable_pt_lim_exp. Qed.

Lemma D_ln (u : R -> R) (x u' : R) :
  is_derive u x u' -> 0 < u x -> is_derive (fun t => ln (u t)) x (1 / u x * u').
Proof.
  intros derived positive; apply D_chain; auto; eapply D_eq;
    [now apply is_derive_Reals, derivable_pt_lim_ln | field; lra].
Qed.

Lemma D_sqrt (u : R -> R) (x u' : R) :
  is_derive u x u' -> 0 < u x -> is_derive (fun t => sqrt (u t)) x (1 / (2 * sqrt (u x)) * u').
Proof.
  intros derived positive; apply D_chain; auto; pose proof (sqrt_lt_R0 _ positive); eapply D_eq;
    [now apply is_derive_Reals, derivable_pt_lim_sqrt | field; lra].
Qed.

Lemma D_sin (u : R -> R) (x u' : R) : is_derive u x u' -> is_derive (fun t => sin (u t)) x (cos (u x) * u').
Proof. apply D_chain; apply is_derive_Reals, derivable_pt_lim_sin. Qed.

Lemma D_cos (u : R -> R) (x u' : R) : is_derive u x u' -> is_derive (fun t => cos (u t)) x (- sin (u x) * u').
Proof. apply D_chain; apply is_derive_Reals, derivable_pt_lim_cos. Qed.

Lemma D_tan (u : R -> R) (x u' : R) :
  is_derive u x u' -> cos (u x) <> 0 -> is_derive (fun t => tan (u t)) x (1 / cos (u x) ^ 2 * u').
Proof.
  intros derived nonzero; eapply D_eq; [exact (D_quotient _ _ _ _ _ (D_sin _ _ _ derived) (D_cos _ _ _ derived) nonzero) |].
  pose proof (sin2_cos2 (u x)) as circle; unfold Rsqr in circle; cbv beta.
  replace (1 / cos (u x) ^ 2) with ((sin (u x) * sin (u x) + cos (u x) * cos (u x)) / cos (u x) ^ 2)
    by (now rewrite circle).
  now field.
Qed.

Lemma D_sinh (u : R -> R) (x u' : R) : is_derive u x u' -> is_derive (fun t => sinh (u t)) x (cosh (u x) * u').
Proof. apply D_chain; apply is_derive_Reals, derivable_pt_lim_sinh. Qed.

Lemma D_cosh (u : R -> R) (x u' : R) : is_derive u x u' -> is_derive (fun t => cosh (u t)) x (sinh (u x) * u').
Proof. apply D_chain; apply is_derive_Reals, derivable_pt_lim_cosh. Qed.

Lemma cosh_pos (x : R) : 0 < cosh x.
Proof. unfold cosh; pose proof (exp_pos x); pose proof (exp_pos (- x)); lra. Qed.

Lemma D_tanh (u : R -> R) (x u' : R) :
  is_derive u x u' -> is_derive (fun t => tanh (u t)) x ((1 - tanh (u x) ^ 2) * u').
Proof.
  intros derived; pose proof (cosh_pos (u x)) as positive.
  eapply D_eq; [refine (D_quotient _ _ _ _ _ (D_sinh _ _ _ derived) (D_cosh _ _ _ derived) _); lra |].
  unfold tanh; field; lra.
Qed.

Lemma D_atan (u : R -> R) (x u' : R) :
  is_derive u x u' -> is_derive (fun t => atan (u t)) x (1 / (1 + u x ^ 2) * u').
Proof.
  apply D_chain; eapply D_eq; [apply is_derive_Reals, derivable_pt_lim_atan |].
  unfold Rdiv; now rewrite Rmult_1_l.
Qed.

Lemma asin_slope (x : R) : 0 < 1 - x ^ 2 -> is_derive asin x (1 / sqrt (1 - x ^ 2)).
Proof.
  intros inside; assert (-1 < x < 1) as between by nra.
  apply is_derive_Reals; replace (x ^ 2) with (x²) by (unfold Rsqr; ring).
  exact (derive_pt_eq_1 asin x _ (derivable_pt_asin x between) (derive_pt_asin x between)).
Qed.

Lemma D_asin (u : R -> R) (x u' : R) :
  is_derive u x u' -> 0 < 1 - u x ^ 2 -> is_derive (fun t => asin (u t)) x (1 / sqrt (1 - u x ^ 2) * u').
Proof. intros derived inside; apply D_chain; auto; now apply asin_slope. Qed.

Lemma acos_slope (x : R) : 0 < 1 - x ^ 2 -> is_derive acos x (- (1 / sqrt (1 - x ^ 2))).
Proof.
  intros inside; assert (-1 < x < 1) as between by nra.
  replace (- (1 / sqrt (1 - x ^ 2))) with (-1 / sqrt (1 - x²)) by
    (replace (x²) with (x ^ 2) by (unfold Rsqr; ring); pose proof (sqrt_lt_R0 _ inside); field; lra).
  apply is_derive_Reals.
  exact (derive_pt_eq_1 acos x _ (derivable_pt_acos x between) (derive_pt_acos x between)).
Qed.

Lemma D_acos (u : R -> R) (x u' : R) :
  is_derive u x u' -> 0 < 1 - u x ^ 2 -> is_derive (fun t => acos (u t)) x (- (1 / sqrt (1 - u x ^ 2)) * u').
Proof. intros derived inside; apply D_chain; auto; now apply acos_slope. Qed.

Lemma D_Rpower (u v : R -> R) (x u' v' : R) :
  is_derive u x u' -> is_derive v x v' -> 0 < u x ->
  is_derive (fun t => Rpower (u t) (v t)) x (Rpower (u x) (v x) * (v' * ln (u x) + v x * (1 / u x * u'))).
Proof.
  intros base exponent positive.
  exact (D_exp (fun t => v t * ln (u t)) x _ (D_product v (fun t => ln (u t)) x _ _ exponent (D_ln u x _ base positive))).
Qed.

Lemma D_Rpower_constant (c : R) (u : R -> R) (x u' : R) :
  is_derive u x u' -> 0 < u x -> is_derive (fun t => Rpower (u t) c) x (c * Rpower (u x) (c - 1) * u').
Proof.
  intros derived positive; eapply D_eq; [exact (D_Rpower u (fun _ => c) x _ _ derived (D_constant c x) positive) |].
  unfold Rminus; rewrite Rpower_plus, Rpower_Ropp, Rpower_1 by assumption; field; lra.
Qed.

Lemma D_constant_to_the (a : R) (v : R -> R) (x v' : R) :
  is_derive v x v' -> is_derive (fun t => Rpower a (v t)) x (Rpower a (v x) * ln a * v').
Proof.
  intros derived; eapply D_eq; [exact (D_exp (fun t => v t * ln a) x _ (D_product v (fun _ => ln a) x _ _ derived (D_constant (ln a) x))) |].
  unfold Rpower; ring.
Qed.

(* Functions given by cases: away from the borders one case holds nearby, too. *)

Lemma holds_nearby (u v : R -> R) (x u' v' : R) :
  is_derive u x u' -> is_derive v x v' -> u x < v x -> locally x (fun t => u t < v t).
Proof.
  intros left right less.
  assert (continuous (fun t => v t - u t) x) as smooth
    by (apply (ex_derive_continuous (K := R_AbsRing) (V := R_NormedModule)); eexists;
        exact (D_difference v u x _ _ right left)).
  assert (locally x (fun t => 0 < v t - u t)) as near by (apply (smooth (fun y => 0 < y)), open_gt; lra).
  revert near; apply filter_imp; intros t; lra.
Qed.

Lemma D_nearby (u f : R -> R) (x u' : R) :
  is_derive u x u' -> locally x (fun t => u t = f t) -> is_derive f x u'.
Proof. intros derived near; exact (is_derive_ext_loc (K := R_AbsRing) (V := R_NormedModule) u f x u' near derived). Qed.

Lemma D_abs_above (u : R -> R) (x u' : R) : is_derive u x u' -> 0 < u x -> is_derive (fun t => Rabs (u t)) x u'.
Proof.
  intros derived above; apply (D_nearby u); auto.
  generalize (holds_nearby (fun _ => 0) u x _ _ (D_constant 0 x) derived above); apply filter_imp.
  intros t positive; rewrite Rabs_pos_eq; lra.
Qed.

Lemma D_abs_below (u : R -> R) (x u' : R) : is_derive u x u' -> u x < 0 -> is_derive (fun t => Rabs (u t)) x (- u').
Proof.
  intros derived below; apply (D_nearby (fun t => - u t)); [now apply D_minus |].
  generalize (holds_nearby u (fun _ => 0) x _ _ derived (D_constant 0 x) below); apply filter_imp.
  intros t negative; rewrite Rabs_left; lra.
Qed.

Lemma D_sign_above (u : R -> R) (x u' : R) : is_derive u x u' -> 0 < u x -> is_derive (fun t => sign (u t)) x 0.
Proof.
  intros derived above; apply (D_nearby (fun _ => 1)); [apply D_constant |].
  generalize (holds_nearby (fun _ => 0) u x _ _ (D_constant 0 x) derived above); apply filter_imp.
  intros t positive; now rewrite sign_eq_1.
Qed.

Lemma D_sign_below (u : R -> R) (x u' : R) : is_derive u x u' -> u x < 0 -> is_derive (fun t => sign (u t)) x 0.
Proof.
  intros derived below; apply (D_nearby (fun _ => -1)); [apply D_constant |].
  generalize (holds_nearby u (fun _ => 0) x _ _ derived (D_constant 0 x) below); apply filter_imp.
  intros t negative; now rewrite sign_eq_m1.
Qed.

Lemma D_max_left (u v : R -> R) (x u' v' : R) :
  is_derive u x u' -> is_derive v x v' -> v x < u x -> is_derive (fun t => Rmax (u t) (v t)) x u'.
Proof.
  intros left right less; apply (D_nearby u); auto; generalize (holds_nearby v u x _ _ right left less); apply filter_imp.
  intros t larger; rewrite Rmax_left; lra.
Qed.

Lemma D_max_right (u v : R -> R) (x u' v' : R) :
  is_derive u x u' -> is_derive v x v' -> u x < v x -> is_derive (fun t => Rmax (u t) (v t)) x v'.
Proof.
  intros left right less; apply (D_nearby v); auto; generalize (holds_nearby u v x _ _ left right less); apply filter_imp.
  intros t larger; rewrite Rmax_right; lra.
Qed.

Lemma D_min_left (u v : R -> R) (x u' v' : R) :
  is_derive u x u' -> is_derive v x v' -> u x < v x -> is_derive (fun t => Rmin (u t) (v t)) x u'.
Proof.
  intros left right less; apply (D_nearby u); auto; generalize (holds_nearby u v x _ _ left right less); apply filter_imp.
  intros t smaller; rewrite Rmin_left; lra.
Qed.

Lemma D_min_right (u v : R -> R) (x u' v' : R) :
  is_derive u x u' -> is_derive v x v' -> v x < u x -> is_derive (fun t => Rmin (u t) (v t)) x v'.
Proof.
  intros left right less; apply (D_nearby v); auto; generalize (holds_nearby v u x _ _ right left less); apply filter_imp.
  intros t smaller; rewrite Rmin_right; lra.
Qed.

Lemma D_if_less (a b u v : R -> R) (x a' b' u' : R) :
  is_derive a x a' -> is_derive b x b' -> is_derive u x u' -> a x < b x ->
  is_derive (fun t => if Rlt_dec (a t) (b t) then u t else v t) x u'.
Proof.
  intros left right derived less; apply (D_nearby u); auto.
  generalize (holds_nearby a b x _ _ left right less); apply filter_imp; intros t near.
  destruct (Rlt_dec (a t) (b t)); [reflexivity | lra].
Qed.

Lemma D_unless_less (a b u v : R -> R) (x a' b' v' : R) :
  is_derive a x a' -> is_derive b x b' -> is_derive v x v' -> b x < a x ->
  is_derive (fun t => if Rlt_dec (a t) (b t) then u t else v t) x v'.
Proof.
  intros left right derived less; apply (D_nearby v); auto.
  generalize (holds_nearby b a x _ _ right left less); apply filter_imp; intros t near.
  destruct (Rlt_dec (a t) (b t)); [lra | reflexivity].
Qed.

Lemma D_if_at_most (a b u v : R -> R) (x a' b' u' : R) :
  is_derive a x a' -> is_derive b x b' -> is_derive u x u' -> a x < b x ->
  is_derive (fun t => if Rle_dec (a t) (b t) then u t else v t) x u'.
Proof.
  intros left right derived less; apply (D_nearby u); auto.
  generalize (holds_nearby a b x _ _ left right less); apply filter_imp; intros t near.
  destruct (Rle_dec (a t) (b t)); [reflexivity | lra].
Qed.

Lemma D_unless_at_most (a b u v : R -> R) (x a' b' v' : R) :
  is_derive a x a' -> is_derive b x b' -> is_derive v x v' -> b x < a x ->
  is_derive (fun t => if Rle_dec (a t) (b t) then u t else v t) x v'.
Proof.
  intros left right derived less; apply (D_nearby v); auto.
  generalize (holds_nearby b a x _ _ right left less); apply filter_imp; intros t near.
  destruct (Rle_dec (a t) (b t)); [lra | reflexivity].
Qed.

Lemma D_unless_equal (a b u v : R -> R) (x a' b' v' : R) :
  is_derive a x a' -> is_derive b x b' -> is_derive v x v' -> a x <> b x ->
  is_derive (fun t => if Req_EM_T (a t) (b t) then u t else v t) x v'.
Proof.
  intros left right derived apart; apply (D_nearby v); auto.
  destruct (Rtotal_order (a x) (b x)) as [less | [same | more]]; [| now elim apart |].
  - generalize (holds_nearby a b x _ _ left right less); apply filter_imp; intros t near.
    destruct (Req_EM_T (a t) (b t)); [lra | reflexivity].
  - generalize (holds_nearby b a x _ _ right left more); apply filter_imp; intros t near.
    destruct (Req_EM_T (a t) (b t)); [lra | reflexivity].
Qed.

(* Functions that Coq's libraries lack: by an integral, or by another function. *)

Lemma D_integral (f : R -> R) (x : R) : (forall t, continuous f t) -> is_derive (fun b => RInt f 0 b) x (f x).
Proof.
  intros smooth; apply (is_derive_RInt (V := R_NormedModule) f (fun b => RInt f 0 b) 0 x).
  - apply filter_forall; intros b; apply (RInt_correct (V := R_CompleteNormedModule)).
    apply (ex_RInt_continuous (V := R_CompleteNormedModule)); intros; apply smooth.
  - apply smooth.
Qed.

Ltac continuous_everywhere :=
  intros; apply (ex_derive_continuous (K := R_AbsRing) (V := R_NormedModule)); auto_derive; trivial.

Definition erf (x : R) : R := 2 / sqrt PI * RInt (fun t => exp (- t ^ 2)) 0 x.
Definition erfi (x : R) : R := 2 / sqrt PI * RInt (fun t => exp (t ^ 2)) 0 x.
Definition fresnels (x : R) : R := RInt (fun t => sin (PI * t ^ 2 / 2)) 0 x.
Definition fresnelc (x : R) : R := RInt (fun t => cos (PI * t ^ 2 / 2)) 0 x.
Definition acot (x : R) : R := atan (/ x).

Lemma D_erf (u : R -> R) (x u' : R) :
  is_derive u x u' -> is_derive (fun t => erf (u t)) x (2 / sqrt PI * exp (- u x ^ 2) * u').
Proof. apply D_chain, (D_factor (2 / sqrt PI)), (D_integral (fun t => exp (- t ^ 2))); continuous_everywhere. Qed.

Lemma D_erfi (u : R -> R) (x u' : R) :
  is_derive u x u' -> is_derive (fun t => erfi (u t)) x (2 / sqrt PI * exp (u x ^ 2) * u').
Proof. apply D_chain, (D_factor (2 / sqrt PI)), (D_integral (fun t => exp (t ^ 2))); continuous_everywhere. Qed.

Lemma D_fresnels (u : R -> R) (x u' : R) :
  is_derive u x u' -> is_derive (fun t => fresnels (u t)) x (sin (PI * u x ^ 2 / 2) * u').
Proof. apply D_chain, (D_integral (fun t => sin (PI * t ^ 2 / 2))); continuous_everywhere. Qed.

Lemma D_fresnelc (u : R -> R) (x u' : R) :
  is_derive u x u' -> is_derive (fun t => fresnelc (u t)) x (cos (PI * u x ^ 2 / 2) * u').
Proof. apply D_chain, (D_integral (fun t => cos (PI * t ^ 2 / 2))); continuous_everywhere. Qed.

Lemma D_acot (u : R -> R) (x u' : R) :
  is_derive u x u' -> u x <> 0 -> is_derive (fun t => acot (u t)) x (- (1 / (1 + u x ^ 2)) * u').
Proof.
  intros derived nonzero; unfold acot.
  eapply D_eq; [exact (D_atan (fun t => / u t) x _ (D_inverse u x u' derived nonzero)) |]; cbv beta.
  pose proof (pow2_gt_0 _ nonzero) as square; field; repeat split; auto; lra.
Qed.
