(* How equalities are proved: exponentials, logarithms and roots are brought to a common form; the rest is algebra. *)

Create HintDb certificate.

Lemma exp_minus (a b : R) : exp (a - b) = exp a / exp b.
Proof. unfold Rminus, Rdiv; now rewrite exp_plus, exp_Ropp. Qed.

Lemma ln_quotient (a b : R) : 0 < a -> 0 < b -> ln (a / b) = ln a - ln b.
Proof. intros; unfold Rdiv, Rminus; rewrite ln_mult, ln_Rinv; auto; now apply Rinv_0_lt_compat. Qed.

Lemma root_square (a : R) : 0 < a -> sqrt a * sqrt a = a.
Proof. intros; apply sqrt_sqrt; lra. Qed.

Lemma circle (a : R) : sin a * sin a = 1 - cos a * cos a.
Proof. pose proof (sin2_cos2 a) as sum; unfold Rsqr in sum; lra. Qed.

Lemma ln_above_one (a : R) : 1 < a -> 0 < ln a.
Proof. intros; rewrite <- ln_1; apply ln_increasing; lra. Qed.

Lemma quotient_positive (a b : R) : 0 < a * b -> 0 < a / b.
Proof.
  intros positive; assert (b <> 0) as nonzero by (intros ->; lra).
  replace (a / b) with (a * b / b ^ 2) by now field.
  apply Rdiv_lt_0_compat; [assumption | apply pow2_gt_0, nonzero].
Qed.

Lemma exp_above_one (a : R) : 0 < a -> 1 < exp a.
Proof. intros; rewrite <- exp_0; now apply exp_increasing. Qed.

Lemma exp_not_one (a : R) : a <> 0 -> exp a - 1 <> 0.
Proof. intros nonzero one; apply nonzero, exp_inv; rewrite exp_0; lra. Qed.

Lemma exp_square_not_one (a : R) : a <> 0 -> exp a * exp a - 1 <> 0.
Proof. intros nonzero; rewrite <- exp_plus; apply exp_not_one; lra. Qed.

Lemma exp_minus_inverse_not_zero (a : R) : a <> 0 -> exp a - / exp a <> 0.
Proof.
  intros nonzero zero; apply (exp_square_not_one a nonzero); pose proof (exp_pos a).
  replace (exp a * exp a - 1) with ((exp a - / exp a) * exp a) by (field; lra); rewrite zero; ring.
Qed.

Lemma exp_below_one (a : R) : a < 0 -> exp a < 1.
Proof. intros; rewrite <- exp_0; now apply exp_increasing. Qed.

Lemma ln_not_zero (a : R) : 0 < a -> a <> 1 -> ln a <> 0.
Proof. intros positive different zero; apply different, ln_inv; [assumption | lra | now rewrite ln_1]. Qed.

Lemma square_over_root (a b : R) : 0 < b -> (a / sqrt b) ^ 2 = a ^ 2 / b.
Proof.
  intros positive; pose proof (sqrt_lt_R0 _ positive); pose proof (root_square _ positive) as square.
  replace (a ^ 2 / b) with (a ^ 2 / (sqrt b * sqrt b)) by (now rewrite square); field; lra.
Qed.

Lemma root_of_product (a b : R) : 0 < a -> 0 < b -> sqrt (a * b) = sqrt a * sqrt b.
Proof. intros; apply sqrt_mult; lra. Qed.

Lemma root_of_quotient (a b : R) : 0 < a -> 0 < b -> sqrt (a / b) = sqrt a / sqrt b.
Proof. intros; apply sqrt_div; lra. Qed.

Lemma root_to_the_two (a : R) : 0 < a -> sqrt a ^ 2 = a.
Proof. intros; apply pow2_sqrt; lra. Qed.

Lemma exp_multiple (n : nat) (a : R) : exp (INR n * a) = exp a ^ n.
Proof.
  induction n as [| n again]; [now rewrite Rmult_0_l, exp_0 |].
  rewrite S_INR, Rmult_plus_distr_r, Rmult_1_l, exp_plus, again; simpl; ring.
Qed.

Lemma exp_part_to_the_whole (n : nat) (a : R) : 0 < a -> (0 < n)%nat -> exp (1 / INR n * ln a) ^ n = a.
Proof.
  intros positive some; rewrite <- exp_multiple.
  replace (INR n * (1 / INR n * ln a)) with (ln a) by (field; apply not_0_INR; lia); now apply exp_ln.
Qed.

Lemma sum_of_squares (a b : R) : a ^ 2 + b ^ 2 <> 0 -> 0 < a ^ 2 + b ^ 2.
Proof. intros nonzero; pose proof (pow2_ge_0 a); pose proof (pow2_ge_0 b); lra. Qed.

Ltac know fact :=
  let statement := type of fact in
  lazymatch goal with
  | _ : statement |- _ => fail
  | _ => pose proof fact
  end.

(* 0 < a and a <> 0, by the form of a. *)
Ltac positive :=
  lazymatch goal with
  | |- 0 < exp _ => apply exp_pos
  | |- 0 < PI => apply PI_RGT_0
  | |- 0 < IZR _ => lra
  | |- 0 < sqrt _ => apply sqrt_lt_R0; positive
  | |- 0 < Rpower _ _ => apply exp_pos
  | |- 0 < / _ => apply Rinv_0_lt_compat; positive
  | |- 0 < _ / _ => first [apply Rdiv_lt_0_compat; positive | apply quotient_positive; timeout 4 nra | positive_otherwise]
  | |- 0 < _ * _ => first [assumption | apply Rmult_lt_0_compat; positive | positive_otherwise]
  | |- 0 < _ ^ _ => first [apply pow_lt; positive | apply pow2_gt_0; nonzero | positive_otherwise]
  | |- 0 < ln _ => first [assumption | apply ln_above_one; above_one]
  | known : ?a <> 0 |- 0 < _ ^ 2 + _ ^ 2 => apply sum_of_squares; intros zero; apply known; rewrite <- zero; ring
  | |- 0 < _ + _ =>
      first [apply Rplus_lt_0_compat; positive | apply Rplus_lt_le_0_compat; [positive | not_negative]
            | apply Rplus_le_lt_0_compat; [not_negative | positive] | positive_otherwise]
  | |- _ => positive_otherwise
  end
with positive_otherwise :=
  first
    [ assumption
    | lra
    | lazymatch goal with
      | |- 0 < ?a => lazymatch a with context [/ _] => idtac | context [_ / _] => idtac end;
        field_simplify a; [apply Rdiv_lt_0_compat; positive | nonzero]
      end
    | timeout 4 nra ]
with above_one := first [lra | (match goal with |- 1 < ?a => assert (0 < a - 1); [ring_simplify; positive | lra] end)]
with not_negative :=
  lazymatch goal with
  | |- 0 <= _ ^ 2 => apply pow2_ge_0
  | |- 0 <= ?a * ?a => apply Rle_0_sqr
  | |- 0 <= _ + _ => first [apply Rplus_le_le_0_compat; not_negative | lra | timeout 4 nra]
  | |- 0 <= _ * _ => first [apply Rmult_le_pos; not_negative | lra | timeout 4 nra]
  | |- 0 <= _ / _ => first [apply Rdiv_le_0_compat; [not_negative | positive] | timeout 4 nra]
  | |- _ => first [lra | apply Rlt_le; positive]
  end
with nonzero :=
  lazymatch goal with
  | |- _ /\ _ => split; nonzero
  | |- _ * _ <> 0 => first [assumption | apply Rmult_integral_contrapositive_currified; nonzero | nonzero_otherwise]
  | |- _ ^ _ <> 0 => first [apply pow_nonzero; nonzero | nonzero_otherwise]
  | |- _ / _ <> 0 => first [unfold Rdiv; apply Rmult_integral_contrapositive_currified; nonzero | nonzero_otherwise]
  | |- / _ <> 0 => apply Rinv_neq_0_compat; nonzero
  | |- - _ <> 0 => apply Ropp_neq_0_compat; nonzero
  | |- _ => nonzero_otherwise
  end
with nonzero_otherwise :=
  first
    [ assumption
    | apply Rgt_not_eq; unfold Rgt; positive
    | lra
    | match goal with
      | known : ?a <> 0 |- ?b <> 0 => intros zero; apply known; first [lra | rewrite <- zero; ring | nra]
      | known : ?a <> ?c |- ?b <> 0 => intros zero; apply known; first [lra | timeout 4 nra]
      end
    | apply Rlt_not_eq; first [lra | timeout 4 nra]
    | intros zero; timeout 4 nra ].

Ltac side :=
  cbv beta;
  lazymatch goal with
  | |- 0 < _ => positive
  | |- _ < _ => first [assumption | lra | timeout 4 nra]
  | |- _ => nonzero
  end.

(* What the case at hand says of absolute values, maxima and choices. *)
Ltac surely := first [lra | timeout 1 nra].

Ltac decide_cases :=
  repeat
    match goal with
    | known : context [Rabs ?u] |- _ => first [rewrite (Rabs_pos_eq u) in known by surely | rewrite (Rabs_left u) in known by surely]
    | known : context [Rmax ?u ?v] |- _ => first [rewrite (Rmax_left u v) in known by surely | rewrite (Rmax_right u v) in known by surely]
    | known : context [Rmin ?u ?v] |- _ => first [rewrite (Rmin_left u v) in known by surely | rewrite (Rmin_right u v) in known by surely]
    | |- context [Rabs ?u] => first [rewrite (Rabs_pos_eq u) by surely | rewrite (Rabs_left u) by surely]
    | |- context [Rmax ?u ?v] => first [rewrite (Rmax_left u v) by surely | rewrite (Rmax_right u v) by surely]
    | |- context [Rmin ?u ?v] => first [rewrite (Rmin_left u v) by surely | rewrite (Rmin_right u v) by surely]
    | |- context [sign ?u] => first [rewrite (sign_eq_1 u) by surely | rewrite (sign_eq_m1 u) by surely]
    | |- context [Rlt_dec ?a ?b] =>
        let yes := fresh in let no := fresh in destruct (Rlt_dec a b) as [yes | no];
        [try (exfalso; surely) | try (exfalso; surely)]
    | |- context [Rle_dec ?a ?b] =>
        let yes := fresh in let no := fresh in destruct (Rle_dec a b) as [yes | no];
        [try (exfalso; surely) | try (exfalso; surely)]
    | |- context [Req_EM_T ?a ?b] =>
        let yes := fresh in let no := fresh in destruct (Req_EM_T a b) as [yes | no];
        [try (exfalso; surely) | try (exfalso; surely)]
    end.

(* Everything in exp, ln, sqrt, sin and cos. *)
Ltac unfold_names :=
  cbv beta; autounfold with certificate in *; unfold tanh, tan, sinh, cosh, Rpower in *; cbv beta.

Ltac open_exponentials :=
  repeat
    match goal with
    | |- context [exp 0] => rewrite exp_0
    | |- context [exp (ln ?a)] => rewrite (exp_ln a) by positive
    | |- context [exp (1 * ?a)] => rewrite (Rmult_1_l a)
    | |- context [exp (2 * ?a)] => replace (2 * a) with (a + a) by ring
    | |- context [exp (3 * ?a)] => replace (3 * a) with (a + a + a) by ring
    | |- context [exp (2 * ?a * ?b)] => replace (2 * a * b) with (a * b + a * b) by ring
    | |- context [exp (?a * (?b + ?c) * ?d)] => replace (a * (b + c) * d) with (a * b * d + a * c * d) by ring
    | |- context [exp (?a * (?b - ?c) * ?d)] => replace (a * (b - c) * d) with (a * b * d - a * c * d) by ring
    | |- context [exp (?a + ?b)] => rewrite (exp_plus a b)
    | |- context [exp (?a - ?b)] => rewrite (exp_minus a b)
    | |- context [exp (- ?a)] => rewrite (exp_Ropp a)
    | |- context [exp (- ?a * ?b)] => replace (- a * b) with (- (a * b)) by ring
    | |- context [exp (?a * - ?b)] => replace (a * - b) with (- (a * b)) by ring
    | |- context [exp (- ?a / ?b)] => replace (- a / b) with (- (a / b)) by (unfold Rdiv; ring)
    | |- context [exp (?a / - ?b)] => replace (a / - b) with (- (a / b)) by (field; nonzero)
    | |- context [exp (?a * (?b + ?c))] => rewrite (Rmult_plus_distr_l a b c)
    | |- context [exp (?a * (?b - ?c))] => rewrite (Rmult_minus_distr_l a b c)
    | |- context [exp ((?a + ?b) * ?c)] => rewrite (Rmult_plus_distr_r a b c)
    | |- context [exp ((?a - ?b) * ?c)] => rewrite (Rmult_minus_distr_r a b c)
    | |- context [exp ((?a + ?b) / ?c)] => rewrite (Rdiv_plus_distr a b c)
    | |- context [exp ((?a - ?b) / ?c)] => rewrite (Rdiv_minus_distr a b c)
    | |- context [exp (IZR (Z.neg ?n) * ?b)] => replace (IZR (Z.neg n) * b) with (- (IZR (Z.pos n) * b)) by ring
    | |- context [exp (IZR (Z.pos ?p) / IZR (Z.pos ?q) * ?a)] =>
        lazymatch p with 1%positive => fail | _ => idtac end;
        let n := eval compute in (Pos.to_nat p) in
        replace (exp (IZR (Z.pos p) / IZR (Z.pos q) * a)) with (exp (1 / IZR (Z.pos q) * a) ^ n)
          by (rewrite <- exp_multiple; f_equal; simpl INR; field)
    | |- context [exp (IZR (Z.neg ?n))] => replace (IZR (Z.neg n)) with (- (IZR (Z.pos n))) by ring
    end.

Ltac differ a b := tryif first [constr_eq a b | is_var a; is_var b] then fail else idtac.

Ltac same := first [ring | lra].

Ltac same_fractions := first [ring | lra | field; side].

Ltac match_up_exponentials :=
  repeat
    match goal with
    | |- context [exp ?a] =>
        match goal with
        | |- context [exp ?b] =>
            differ a b;
            first
              [ replace (exp b) with (exp a) by (f_equal; same)
              | replace (exp b) with (/ exp a) by (rewrite <- exp_Ropp; f_equal; same)
              | replace (exp b) with (exp a * exp a) by (rewrite <- exp_plus; f_equal; same)
              | replace (exp b) with (exp a * exp a * exp a) by (rewrite <- !exp_plus; f_equal; same) ]
        end
    end.

Ltac open_logarithms :=
  repeat
    match goal with
    | |- context [ln 1] => rewrite ln_1
    | |- context [ln (exp ?a)] => rewrite (ln_exp a)
    | |- context [ln (/ ?a)] => rewrite (ln_Rinv a) by positive
    | |- context [ln (?a * ?b)] => rewrite (ln_mult a b) by positive
    | |- context [ln (?a / ?b)] => rewrite (ln_quotient a b) by positive
    end.

Ltac match_up f :=
  repeat
    match goal with
    | |- context [f ?a] =>
        match goal with
        | |- context [f ?b] =>
            differ a b; replace (f b) with (f a) by (f_equal; same_fractions)
        end
    end.

Ltac quickly_positive :=
  lazymatch goal with
  | |- 0 < _ * _ => apply Rmult_lt_0_compat; quickly_positive
  | |- 0 < _ / _ => apply Rdiv_lt_0_compat; quickly_positive
  | |- 0 < IZR _ => lra
  | |- 0 < PI => exact PI_RGT_0
  | |- 0 < exp _ => apply exp_pos
  | |- 0 < sqrt _ => apply sqrt_lt_R0; quickly_positive
  | |- _ => assumption
  end.

Ltac open_roots :=
  repeat
    match goal with
    | |- context [sqrt (?a * ?b)] => rewrite (root_of_product a b) by quickly_positive
    | |- context [sqrt (?a / ?b)] => rewrite (root_of_quotient a b) by quickly_positive
    | |- context [(?a / sqrt ?b) ^ 2] => rewrite (square_over_root a b) by quickly_positive
    | |- context [sqrt ?a ^ 2] => rewrite (root_to_the_two a) by quickly_positive
    end.

Ltac facts :=
  repeat
    match goal with
    | |- context [exp (1 / IZR (Z.pos ?q) * ln ?a)] =>
        let n := eval compute in (Pos.to_nat q) in
        let whole := fresh in
        assert (exp (1 / IZR (Z.pos q) * ln a) ^ n = a) as whole
          by (replace (IZR (Z.pos q)) with (INR n) by (simpl INR; lra); apply exp_part_to_the_whole; [quickly_positive | lia]);
        lazymatch goal with
        | _ : exp (1 / IZR (Z.pos q) * ln a) ^ n = a, _ : exp (1 / IZR (Z.pos q) * ln a) ^ n = a |- _ => fail
        | _ => idtac
        end
    | |- context [exp ?a] => know (exp_pos a)
    | |- context [exp ?a] =>
        let above := fresh in assert (0 < a) as above by (quickly_positive); know (exp_above_one a above)
    | known : ?a <> 0 |- context [exp ?a] => know (exp_not_one a known)
    | known : ?a <> 0 |- context [exp ?a] => know (exp_square_not_one a known)
    | known : ?a <> 0 |- context [exp ?a] => know (exp_minus_inverse_not_zero a known)
    | known : ?a < 0 |- context [exp ?a] => know (exp_below_one a known)
    | |- context [sqrt ?a] =>
        let inside := fresh in
        lazymatch goal with
        | _ : 0 < sqrt a |- _ => fail
        | _ => assert (0 < a) as inside by positive; know (sqrt_lt_R0 a inside); know (root_square a inside)
        end
    | |- context [sin ?a] => know (circle a)
    | positive : 0 < ?a, known : ?a <> 1 |- context [ln ?a] => know (ln_not_zero a positive known)
    | |- context [PI] => know PI_RGT_0
    end.

Ltac close :=
  solve
    [ reflexivity
    | ring
    | field; side
    | match goal with root : sqrt ?a * sqrt ?a = _ |- _ => field [root]; side end
    | match goal with root : sqrt ?a * sqrt ?a = _, other : sqrt ?b * sqrt ?b = _ |- _ =>
        differ a b; field [root other]; side end
    | match goal with part : exp (1 / _ * ln _) ^ _ = _ |- _ => field [part]; side end
    | match goal with turn : sin ?a * sin ?a = _ |- _ => field [turn]; side end
    | lra
    | field_simplify_eq; [cbn [pow] in *; timeout 5 nsatz | side]
    | timeout 5 nra ].

Ltac algebra :=
  unfold_names; decide_cases; try reflexivity; open_roots; open_exponentials; open_logarithms; match_up_exponentials;
  match_up ln; match_up sqrt; match_up sin; match_up cos; match_up atan; facts; close.

Ltac certify :=
  cbv beta; cbn [Z.of_nat Pos.of_succ_nat Pos.succ Nat.pred];
  lazymatch goal with
  | |- @eq R _ _ => algebra
  | |- _ => first [unfold_names; assumption | unfold_names; decide_cases; open_exponentials; match_up_exponentials; facts; side]
  end.
